package io.daplug.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.daplug.mirror.BackfillCounts;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorCounts;
import io.daplug.mirror.MirrorDigests;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.MoveProgress;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint {@code daplugmirrors} answers.
 *
 * @param mirrors the mirrors, by name
 */
public record DaplugMirrorsDescriptor(Map<String, Mirror> mirrors) {

	/**
	 * What becomes of a mirror as a whole.
	 *
	 * @param backfill the latest backfill, whichever instance runs it; null if none is
	 * known
	 * @param check the latest comparison that was begun by this endpoint of this
	 * instance; null if there was none
	 * @param move how far the move of a table is; null if no mirror leads back
	 */
	public record Mirror(@Nullable Backfill backfill, @Nullable Check check, @Nullable MoveProgress move) {

	}

	/**
	 * What became of an action.
	 *
	 * @param refused why nothing was done; null if it was
	 * @param mirror the mirror afterwards
	 */
	public record Answer(@Nullable String refused, Mirror mirror) {

	}

	/**
	 * How far a backfill is.
	 *
	 * @param state the state
	 * @param counts what it has done
	 * @param failures the names of the classes of the first few failures; the last one
	 * says why the state is {@code FAILED}
	 * @param updatedAt when this was so
	 */
	public record Backfill(BackfillState state, BackfillCounts counts, List<String> failures, Instant updatedAt) {

		static Backfill of(BackfillProgress progress) {
			return new Backfill(progress.state(), progress.counts(),
					progress.failures().stream().map(MirrorFailure::type).toList(), progress.updatedAt());
		}

	}

	/**
	 * A comparison of the destination with the source.
	 *
	 * @param action whether differences are repaired: VERIFY or REPAIR
	 * @param state what has come of it
	 * @param period when it was
	 * @param found what it has found; null unless it is at its end
	 * @param failure why it failed; null if it has not
	 */
	public record Check(MirrorAction action, CheckState state, Period period, @Nullable Found found,
			@Nullable String failure) {

		static Check begun(MirrorAction action, Instant now) {
			return new Check(action, CheckState.RUNNING, new Period(now, null), null, null);
		}

		Check ended(MirrorReport report, Instant now) {
			return new Check(this.action, report.isEqual() ? CheckState.EQUAL : CheckState.DIFFERENT,
					new Period(this.period.beganAt(), now), new Found(report.counts(), report.digests()), null);
		}

		Check failed(String failure, Instant now) {
			return new Check(this.action, CheckState.FAILED, new Period(this.period.beganAt(), now), null, failure);
		}

	}

	/**
	 * What has come of a comparison.
	 */
	public enum CheckState {

		/** It is under way. */
		RUNNING,

		/** The destination holds what it should, if need be after the repair. */
		EQUAL,

		/** The destination holds something else. */
		DIFFERENT,

		/** It could not be carried out to its end. */
		FAILED

	}

	/**
	 * When something was.
	 *
	 * @param beganAt when it began
	 * @param endedAt when it ended; null if it has not
	 */
	public record Period(Instant beganAt, @Nullable Instant endedAt) {

	}

	/**
	 * What a comparison has found.
	 *
	 * @param counts how many differences there were, and how many were repaired
	 * @param digests the contents of both, in 64 digits each
	 */
	public record Found(MirrorCounts counts, MirrorDigests digests) {

	}

}
