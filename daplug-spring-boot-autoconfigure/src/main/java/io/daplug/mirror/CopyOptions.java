package io.daplug.mirror;

import java.util.function.Consumer;

import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.Source;

/**
 * How copies are written together, whoever writes them for a mirror.
 */
final class CopyOptions {

	private CopyOptions() {
	}

	static Consumer<BatchOptions.Builder> of(MirrorDefinition mirror) {
		return (options) -> {
			removal(mirror).accept(options);
			options.from(Source.COPY);
		};
	}

	/** The same for what has no item. */
	static Consumer<BatchOptions.Builder> removal(MirrorDefinition mirror) {
		return (options) -> {
			options.guarded(false)
				.origin(mirror.origin())
				.publish(mirror.announce())
				.deadline(mirror.deadline())
				.answerAsGiven();
			if (mirror.schema() != null) {
				options.schema(mirror.schema());
			}
		};
	}

	/** Why a copy was not written that was left over at the deadline. */
	static RuntimeException leftOver(MirrorDefinition mirror) {
		return new IncompleteBatchException(
				"Mirror '%s' could not write table '%s' within %s: DynamoDB left a change unprocessed"
					.formatted(mirror.name(), mirror.destination(), mirror.deadline()),
				null);
	}

}
