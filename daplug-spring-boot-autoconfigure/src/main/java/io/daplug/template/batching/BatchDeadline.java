package io.daplug.template.batching;

import java.time.Duration;
import java.util.function.Supplier;

import io.daplug.task.Deadline;
import io.daplug.template.model.BatchOptions;

/**
 * When a batch ends, and when an entry of it is given up.
 *
 * @param whole when the batch ends
 * @param ofPart says when a part is given up that is sent now
 */
record BatchDeadline(Deadline whole, Supplier<Deadline> ofPart) {

	/** The batch of a collection has one deadline for all. */
	static BatchDeadline ofCollection(BatchOptions options) {
		return ofAll(new Deadline(options.deadline()));
	}

	/**
	 * The batch of a stream lasts as long as the stream if the call does not say
	 * otherwise. Each of its entries has the time that a collection has.
	 */
	static BatchDeadline ofStream(BatchOptions options) {
		if (options.limited()) {
			return ofAll(new Deadline(options.deadline()));
		}
		Deadline whole = Deadline.never();
		Duration ofPart = options.deadline();
		return new BatchDeadline(whole, () -> whole.within(ofPart));
	}

	private static BatchDeadline ofAll(Deadline whole) {
		return new BatchDeadline(whole, () -> whole);
	}

}
