package io.daplug.stream;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How far a source has come with one table, as it is at the moment of the question.
 *
 * @param table the logical name of the table
 * @param state what the source does
 * @param shards how many shards of the stream this instance reads; 0 where there are no
 * shards
 * @param handOver what was read, handed over and remembered
 */
public record SourceProgress(String table, State state, int shards, HandOver handOver) {

	/**
	 * Creates the progress of a table.
	 * @param table the logical name of the table
	 * @param state what the source does
	 * @param shards how many shards of the stream this instance reads; 0 where there are
	 * no shards
	 * @param handOver what was read, handed over and remembered
	 */
	public SourceProgress {
		Assert.notNull(table, "'table' must not be null");
		Assert.notNull(state, "'state' must not be null");
		Assert.notNull(handOver, "'handOver' must not be null");
	}

	/**
	 * Creates the progress of a source that has no shards and remembers nothing.
	 * @param table the logical name of the table
	 * @param state what the source does
	 * @return the progress
	 */
	public static SourceProgress of(String table, State state) {
		return new SourceProgress(table, state, 0, HandOver.NONE);
	}

	/**
	 * Says whether the source should move on and does not: it runs, and changes that it
	 * handed over wait and no checkpoint was set, or a shard was not read, for a time or
	 * longer. A source whose listeners are slow moves on; one that failed is not stalled,
	 * it is worse off.
	 * @param now the time of the question
	 * @param after the time
	 * @return whether it is stalled
	 */
	public boolean isStalled(Instant now, Duration after) {
		return this.state == State.RUNNING && (isOver(this.handOver.waitingSince(), now, after)
				|| (this.shards > 0 && isOver(this.handOver.lastRead(), now, after)));
	}

	private static boolean isOver(@Nullable Instant since, Instant now, Duration time) {
		return since != null && !since.plus(time).isAfter(now);
	}

	/**
	 * What a source does for a table.
	 */
	public enum State {

		/** It was not started, or was stopped. */
		STOPPED,

		/** It prepares to read, and hands over nothing yet. */
		STARTING,

		/** It hands over changes. */
		RUNNING,

		/** It came to an end that nobody asked for, and hands over nothing any more. */
		FAILED

	}

	/**
	 * What a source has read of a table's stream, handed over and remembered. A time is
	 * null if that did not happen since the start, or never happens with the source.
	 *
	 * @param lastRead when the stream was last read with success, also if it had nothing
	 * new: of the shards whose changes are all done with, the one that was not read for
	 * longest
	 * @param newest when the newest change that was handed over was written
	 * @param checkpointed when a checkpoint was last set
	 * @param waiting how many changes were handed over that no checkpoint covers yet
	 * @param waitingSince since when no checkpoint was set although there are such
	 * changes, of several shards where that is longest; null if there is none
	 */
	public record HandOver(@Nullable Instant lastRead, @Nullable Instant newest, @Nullable Instant checkpointed,
			long waiting, @Nullable Instant waitingSince) {

		/** Nothing yet, or nothing that the source knows of. */
		public static final HandOver NONE = new HandOver(null, null, null, 0, null);

	}

}
