package io.daplug.mirror;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugOperations;
import io.daplug.template.model.BatchFailure;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.IncompleteBatchException;
import io.daplug.template.model.InvalidBatchException;
import io.daplug.template.model.Source;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Writes copies many at once, whatever is stored.
 */
final class BatchDestinationWriter implements DestinationWriter {

	private static final Set<String> ITEM_ERRORS = Set.of("ValidationException",
			"ItemCollectionSizeLimitExceededException");

	private final MirrorDefinition mirror;

	private final DaplugOperations destination;

	BatchDestinationWriter(MirrorDefinition mirror, DaplugOperations destination) {
		this.mirror = mirror;
		this.destination = destination;
	}

	@Override
	public Puts put(List<Object> items) {
		try {
			BatchResult<Object> result = overwrite(items);
			List<Object> written = written(items, result);
			List<Refused<Object>> refused = new ArrayList<>(leftOver(result));
			for (BatchFailure<Object> failure : result.failed()) {
				if (result.failed().size() == 1 || !blamesItems(failure.cause())) {
					refused.add(new Refused<>(failure.entry(), failure.cause(), false));
				}
				else {
					// DynamoDB refuses a request for one item of it: the others are
					// written without that one.
					BatchResult<Object> alone = overwrite(List.of(failure.entry()));
					written.addAll(written(List.of(failure.entry()), alone));
					refused.addAll(leftOver(alone));
					alone.failed().forEach((one) -> refused.add(new Refused<>(one.entry(), one.cause(), false)));
				}
			}
			return new Puts(written, refused);
		}
		catch (InvalidBatchException ex) {
			return new Puts(List.of(), List.of(new Refused<>(items.get(ex.index()), reason(ex), true)));
		}
	}

	/** Those that were given and are neither refused nor left over. */
	private static List<Object> written(List<Object> items, BatchResult<Object> result) {
		Set<Object> others = Collections.newSetFromMap(new IdentityHashMap<>());
		result.failed().forEach((failure) -> others.add(failure.entry()));
		others.addAll(result.unprocessed());
		return new ArrayList<>(items.stream().filter((item) -> !others.contains(item)).toList());
	}

	private BatchResult<Object> overwrite(Collection<Object> items) {
		return this.destination.batchOverwrite(items, options().andThen((options) -> options.from(Source.COPY)));
	}

	@Override
	public List<Refused<ItemKey>> delete(List<ItemKey> keys) {
		List<ItemKey> left = new ArrayList<>(keys);
		while (!left.isEmpty()) {
			try {
				BatchResult<ItemKey> result = this.destination.batchDelete(left, options());
				List<Refused<ItemKey>> refused = new ArrayList<>(leftOver(result));
				result.failed().forEach((one) -> refused.add(new Refused<>(one.entry(), one.cause(), false)));
				return refused;
			}
			catch (InvalidBatchException ex) {
				// Nothing can be stored under a key that is unusable.
				left.remove(ex.index());
			}
		}
		return List.of();
	}

	private <T> List<Refused<T>> leftOver(BatchResult<T> result) {
		return result.unprocessed()
			.stream()
			.map((entry) -> new Refused<>(entry,
					(RuntimeException) new IncompleteBatchException(
							"Mirror '%s' could not write table '%s' within %s: DynamoDB left a change unprocessed"
								.formatted(this.mirror.name(), this.mirror.destination(), this.mirror.deadline()),
							null),
					false))
			.toList();
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

	private static boolean blamesItems(RuntimeException cause) {
		return cause.getCause() instanceof AwsServiceException answer && answer.awsErrorDetails() != null
				&& ITEM_ERRORS.contains(answer.awsErrorDetails().errorCode());
	}

	private static RuntimeException reason(InvalidBatchException ex) {
		return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
	}

}
