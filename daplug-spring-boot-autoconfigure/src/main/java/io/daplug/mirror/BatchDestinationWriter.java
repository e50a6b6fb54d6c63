package io.daplug.mirror;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugOperations;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.IncompleteBatchException;
import io.daplug.template.model.InvalidBatchException;
import io.daplug.template.model.Source;
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
	public Puts put(List<Object> items) {
		if (this.lone != null && items.size() == 1) {
			// Costs less than a batch of one, for both sides.
			Puts puts = this.lone.put(items);
			if (puts.refused().isEmpty() || !(puts.refused().get(0).cause() instanceof TransientDataAccessException)) {
				return puts;
			}
		}
		return putAll(items);
	}

	private Puts putAll(List<Object> items) {
		try {
			BatchResult<Object> result = this.destination.batchOverwrite(items,
					options().andThen((options) -> options.from(Source.COPY)));
			return new Puts(written(items, result), notWritten(result));
		}
		catch (InvalidBatchException ex) {
			return new Puts(List.of(), List.of(new Refused<>(items.get(ex.index()), reason(ex), true)));
		}
	}

	/** Those that were given and are not among the others. */
	private static List<Object> written(List<Object> items, BatchResult<Object> result) {
		Set<Object> others = Collections.newSetFromMap(new IdentityHashMap<>());
		result.failed().forEach((failure) -> others.add(failure.entry()));
		result.uncertain().forEach((failure) -> others.add(failure.entry()));
		others.addAll(result.unprocessed());
		return items.stream().filter((item) -> !others.contains(item)).toList();
	}

	@Override
	public List<Refused<ItemKey>> delete(List<ItemKey> keys) {
		List<ItemKey> left = new ArrayList<>(keys);
		while (!left.isEmpty()) {
			try {
				return notWritten(this.destination.batchDelete(left, options()));
			}
			catch (InvalidBatchException ex) {
				// Nothing can be stored under a key that is unusable.
				left.remove(ex.index());
			}
		}
		return List.of();
	}

	/** What may have been written is written again: that does no harm to a copy. */
	private <T> List<Refused<T>> notWritten(BatchResult<T> result) {
		List<Refused<T>> refused = new ArrayList<>();
		result.failed().forEach((one) -> refused.add(new Refused<>(one.entry(), one.cause(), false)));
		result.uncertain().forEach((one) -> refused.add(new Refused<>(one.entry(), one.cause(), false)));
		result.unprocessed().forEach((entry) -> refused.add(new Refused<>(entry, leftOver(), false)));
		return refused;
	}

	private RuntimeException leftOver() {
		return new IncompleteBatchException(
				"Mirror '%s' could not write table '%s' within %s: DynamoDB left a change unprocessed"
					.formatted(this.mirror.name(), this.mirror.destination(), this.mirror.deadline()),
				null);
	}

	private Consumer<BatchOptions.Builder> options() {
		return (options) -> {
			options.guarded(false)
				.origin(this.mirror.origin())
				.publish(this.mirror.announce())
				.deadline(this.mirror.deadline())
				.answerAsGiven();
			if (this.mirror.schema() != null) {
				options.schema(this.mirror.schema());
			}
		};
	}

	private static RuntimeException reason(InvalidBatchException ex) {
		return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
	}

}
