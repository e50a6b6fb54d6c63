package io.daplug.stream;

import org.springframework.util.Assert;

/**
 * Changes of a table are gone that no listener has seen: the stream no longer holds them.
 * Listeners and mirrors go on with what the stream still has. Mirrors need a backfill
 * that mends the copies that are there, too: {@code MirrorOperations.verify} with
 * {@code repair(true)}. Published as an application event, once for each gap.
 *
 * @param table the logical name of the table
 * @param shard the shard of the stream, as DynamoDB names it
 * @param reason how the gap was noticed, and since when changes are missing as far as
 * that is known; never contents of items
 */
public record StreamGap(String table, String shard, String reason) {

	/**
	 * Creates the event.
	 * @param table the logical name of the table
	 * @param shard the shard of the stream, as DynamoDB names it
	 * @param reason how the gap was noticed; never contents of items
	 */
	public StreamGap {
		Assert.hasText(table, "'table' must not be empty");
		Assert.hasText(shard, "'shard' must not be empty");
		Assert.hasText(reason, "'reason' must not be empty");
	}

}
