package io.daplug.template.batching;

import java.util.function.Function;

import io.daplug.template.write.WriteRefusalFactory;

/**
 * How the entries of one batch are written.
 *
 * @param <T> type of the entries
 * @param preparation prepares an entry
 * @param sender sends prepared entries
 * @param deadline when the batch ends
 * @param refusals says of an entry that nobody knows what became of it
 */
record BatchWay<T>(Function<T, BatchEntry<T>> preparation, PartSender<T> sender, BatchDeadline deadline,
		WriteRefusalFactory refusals) {

	/** Whether nothing more is to be sent; an interruption ends the batch. */
	boolean isOver() {
		if (Thread.currentThread().isInterrupted()) {
			this.deadline.whole().expire();
		}
		return this.deadline.whole().isOver();
	}

}
