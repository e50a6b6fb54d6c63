package io.daplug.mirror;

import java.time.Instant;
import java.util.List;

/**
 * How far a backfill is.
 *
 * @param mirror the mirror's name
 * @param state the state
 * @param counts what it has done
 * @param failures the first few failures; those of items name no item. The last one says
 * why a backfill has the state {@link BackfillState#FAILED}
 * @param updatedAt when this was so
 */
public record BackfillProgress(String mirror, BackfillState state, BackfillCounts counts, List<MirrorFailure> failures,
		Instant updatedAt) {

	/**
	 * Creates a progress.
	 * @param mirror the mirror's name
	 * @param state the state
	 * @param counts what it has done
	 * @param failures the first few failures
	 * @param updatedAt when this was so
	 */
	public BackfillProgress {
		failures = List.copyOf(failures);
	}

}
