package io.daplug.mirror;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugOperations;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.InvalidBatchException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessException;

/**
 * Writes copies many at once, whatever is stored.
 */
final class BatchDestinationWriter implements DestinationWriter {

	private final MirrorDefinition mirror;

	private final DaplugOperations destination;

	/** Writes a lone copy; null where it would not write whatever is stored. */
	private final @Nullable DestinationWriter lone;

	BatchDestinationWriter(MirrorDefinition mirror, DaplugOperations destination, @Nullable DestinationWriter lone) {
		this.mirror = mirror;
		this.destination = destination;
		this.lone = lone;
	}

	@Override
	public Puts put(List<CopyStep> steps) {
		if (this.lone != null && steps.size() == 1) {
			// Costs less than a batch of one, for both sides.
			Puts puts = this.lone.put(steps);
			if (puts.refused().isEmpty() || !(puts.refused().get(0).cause() instanceof TransientDataAccessException)) {
				return puts;
			}
		}
		return putAll(steps);
	}

	private Puts putAll(List<CopyStep> steps) {
		// The caller's objects may be equal although their keys are not.
		Map<Object, CopyStep> byItem = new IdentityHashMap<>();
		List<Object> items = new ArrayList<>(steps.size());
		for (CopyStep step : steps) {
			byItem.put(step.put(), step);
			items.add(step.put());
		}
		try {
			BatchResult<Object> result = this.destination.batchOverwrite(items, CopyOptions.of(this.mirror));
			List<Refused> refused = notWritten(result, byItem);
			return new Puts(written(steps, refused), refused);
		}
		catch (InvalidBatchException ex) {
			return new Puts(List.of(), List.of(new Refused(steps.get(ex.index()), reason(ex), true)));
		}
	}

	/** Those that were given and are not among the others. */
	private static List<CopyStep> written(List<CopyStep> steps, List<Refused> refused) {
		Set<CopyStep> others = new HashSet<>();
		refused.forEach((one) -> others.add(one.step()));
		return steps.stream().filter((step) -> !others.contains(step)).toList();
	}

	@Override
	public List<Refused> delete(List<CopyStep> steps) {
		Map<ItemKey, CopyStep> byKey = new LinkedHashMap<>();
		steps.forEach((step) -> byKey.put(step.key(), step));
		List<ItemKey> left = new ArrayList<>(byKey.keySet());
		while (!left.isEmpty()) {
			try {
				return notWritten(this.destination.batchDelete(left, CopyOptions.removal(this.mirror)), byKey);
			}
			catch (InvalidBatchException ex) {
				// Nothing can be stored under a key that is unusable.
				left.remove(ex.index());
			}
		}
		return List.of();
	}

	/** What may have been written is written again: that does no harm to a copy. */
	private <T> List<Refused> notWritten(BatchResult<T> result, Map<? super T, CopyStep> steps) {
		List<Refused> refused = new ArrayList<>();
		result.failed().forEach((one) -> refused.add(new Refused(step(steps, one.entry()), one.cause(), false)));
		result.uncertain().forEach((one) -> refused.add(new Refused(step(steps, one.entry()), one.cause(), false)));
		result.unprocessed()
			.forEach((entry) -> refused.add(new Refused(step(steps, entry), CopyOptions.leftOver(this.mirror), false)));
		return refused;
	}

	private static <T> CopyStep step(Map<? super T, CopyStep> steps, T entry) {
		CopyStep step = steps.get(entry);
		if (step == null) {
			throw new IllegalStateException("The template names an item that it was not given");
		}
		return step;
	}

	private static RuntimeException reason(InvalidBatchException ex) {
		return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
	}

}
