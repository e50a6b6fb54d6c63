package io.daplug.event;

import org.springframework.util.Assert;

/**
 * A change on its way to those who want to hear of it.
 *
 * @param change the change
 * @param message what the call that made it said about its message
 */
public record Announcement(ItemChange<?> change, MessageOptions message) {

	/**
	 * Creates an announcement.
	 * @param change the change
	 * @param message what the call that made it said about its message
	 */
	public Announcement {
		Assert.notNull(change, "'change' must not be null");
		Assert.notNull(message, "'message' must not be null");
	}

}
