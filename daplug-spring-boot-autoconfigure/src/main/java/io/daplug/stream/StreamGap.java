package io.daplug.stream;

import org.springframework.util.Assert;

/**
 * Changes of a table are lost to its listeners: the stream no longer holds them, or a
 * record could not be read and was passed over. Listeners and mirrors go on with what the
 * stream still has.
 * <p>
 * Nothing hands the lost changes over later. A mirror is mended by
 * {@code MirrorOperations.verify} with {@code repair(true)}. A backfill does not mend it:
 * it never sees items that were removed, so their copies stay, and a guarded mirror keeps
 * the old copies of items that were modified.
 * <p>
 * Published as an application event, once for each gap. A gap that is met again and again
 * is told of every five minutes.
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
