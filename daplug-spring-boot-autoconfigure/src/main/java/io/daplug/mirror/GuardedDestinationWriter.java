package io.daplug.mirror;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.item.InvalidKeyException;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.copy.Copy;
import io.daplug.template.copy.CopyOperations;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Writes copies by the places of their changes, each with a condition of its own. A copy
 * that is gone leaves a tombstone.
 */
final class GuardedDestinationWriter implements DestinationWriter {

	/**
	 * How many requests of one batch of changes are under way at once. Each thread of the
	 * listener has batches of its own.
	 */
	private static final int PARALLELISM = 4;

	private final MirrorDefinition mirror;

	private final CopyOperations destination;

	GuardedDestinationWriter(MirrorDefinition mirror, CopyOperations destination) {
		this.mirror = mirror;
		this.destination = destination;
	}

	@Override
	public Puts put(List<CopyStep> steps) {
		Map<Copy, CopyStep> copies = new IdentityHashMap<>();
		List<Copy> ordered = new ArrayList<>(steps.size());
		for (CopyStep step : steps) {
			Copy copy = Copy.of(step.put(), step.place());
			copies.put(copy, step);
			ordered.add(copy);
		}
		BatchResult<Copy> result = write(ordered);
		return new Puts(result.written().stream().map((copy) -> step(copies, copy)).toList(), refused(result, copies));
	}

	@Override
	public List<Refused> delete(List<CopyStep> steps) {
		Map<Copy, CopyStep> copies = new IdentityHashMap<>();
		List<Copy> ordered = new ArrayList<>(steps.size());
		for (CopyStep step : steps) {
			Copy copy = Copy.removed(step.key(), step.place(), this.mirror.tombstoneRetention());
			copies.put(copy, step);
			ordered.add(copy);
		}
		// Nothing can be stored under a key that is unusable.
		return refused(write(ordered), copies).stream()
			.filter((refused) -> !(refused.cause() instanceof InvalidKeyException))
			.toList();
	}

	private BatchResult<Copy> write(List<Copy> copies) {
		return this.destination.write(copies,
				(options) -> CopyOptions.of(this.mirror).accept(options.parallelism(PARALLELISM)));
	}

	/** What may have been written is written again: that does no harm to a copy. */
	private List<Refused> refused(BatchResult<Copy> result, Map<Copy, CopyStep> copies) {
		List<Refused> refused = new ArrayList<>();
		result.failed()
			.forEach((one) -> refused.add(new Refused(step(copies, one.entry()), one.cause(), isUnfit(one.cause()))));
		result.uncertain().forEach((one) -> refused.add(new Refused(step(copies, one.entry()), one.cause(), false)));
		result.unprocessed()
			.forEach((copy) -> refused.add(new Refused(step(copies, copy), CopyOptions.leftOver(this.mirror), false)));
		return refused;
	}

	private static boolean isUnfit(RuntimeException cause) {
		return cause instanceof DataIntegrityViolationException || cause instanceof InvalidDataAccessApiUsageException;
	}

	private static CopyStep step(Map<Copy, CopyStep> copies, Copy copy) {
		return Objects.requireNonNull(copies.get(copy));
	}

}
