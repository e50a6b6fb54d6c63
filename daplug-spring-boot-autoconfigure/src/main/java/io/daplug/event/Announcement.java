package io.daplug.event;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.item.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * A change on its way to those who want to hear of it.
 *
 * @param change the change
 * @param message what the call that made it said about its message
 * @param outgoing leaves out of an item what must not leave the application
 */
public record Announcement(ItemChange<?> change, MessageOptions message,
		UnaryOperator<Map<String, AttributeValue>> outgoing) {

	/**
	 * Creates an announcement.
	 * @param change the change
	 * @param message what the call that made it said about its message
	 * @param outgoing leaves out of an item what must not leave the application
	 */
	public Announcement {
		Assert.notNull(change, "'change' must not be null");
		Assert.notNull(message, "'message' must not be null");
		Assert.notNull(outgoing, "'outgoing' must not be null");
	}

	/**
	 * Creates an announcement of items that may leave the application as they are.
	 * @param change the change
	 * @param message what the call that made it said about its message
	 */
	public Announcement(ItemChange<?> change, MessageOptions message) {
		this(change, message, UnaryOperator.identity());
	}

	/**
	 * Returns what of an item may leave the application: all but what its schema calls
	 * {@code writeOnly}. Publishers that send changes to others send this.
	 * @param item an item of the change
	 * @return its attributes
	 */
	public Map<String, AttributeValue> outgoing(Item<?> item) {
		return this.outgoing.apply(item.attributes());
	}

}
