package io.daplug.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Options of one call for the message that announces its change outside the process. They
 * have no effect on tables whose changes are not sent anywhere, and are refused for
 * tables whose changes are sent by their stream, which does not know them. Immutable.
 */
public final class MessageOptions {

	/** Sets nothing: all is as the table has it. */
	public static final MessageOptions DEFAULTS = new MessageOptions(new Builder());

	private final Map<String, @Nullable Object> attributes;

	private final @Nullable Object data;

	private final @Nullable String group;

	private final @Nullable String deduplication;

	private MessageOptions(Builder builder) {
		this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
		this.data = builder.data;
		this.group = builder.group;
		this.deduplication = builder.deduplication;
	}

	/**
	 * Collects options.
	 * @param customizer sets them
	 * @return the options
	 */
	public static MessageOptions of(Consumer<Builder> customizer) {
		Assert.notNull(customizer, "'message' must not be null");
		Builder builder = new Builder();
		customizer.accept(builder);
		return new MessageOptions(builder);
	}

	/**
	 * Returns the call's own attributes.
	 * @return values by name, in the order they were given; a null value takes the
	 * attribute of that name away
	 */
	public Map<String, @Nullable Object> attributes() {
		return this.attributes;
	}

	/**
	 * Returns the data that is sent instead of the item.
	 * @return the data; null to send the item
	 */
	public @Nullable Object data() {
		return this.data;
	}

	/**
	 * Returns the message group, for topics that keep an order.
	 * @return the group; null for the item's key
	 */
	public @Nullable String group() {
		return this.group;
	}

	/**
	 * Returns the deduplication id, for topics that drop duplicates.
	 * @return the id; null for the change's id
	 */
	public @Nullable String deduplication() {
		return this.deduplication;
	}

	/**
	 * Collects the options of one message.
	 */
	public static final class Builder {

		private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

		private @Nullable Object data;

		private @Nullable String group;

		private @Nullable String deduplication;

		private Builder() {
		}

		/**
		 * Adds an attribute to the message, or replaces the table's. The attribute
		 * {@code operation} always says what the write did and cannot be replaced.
		 * @param name the attribute's name
		 * @param value a number, a boolean, text, or a list of these, which is written as
		 * in items; empty ones and null leave the attribute out
		 * @return this builder
		 */
		public Builder attribute(String name, @Nullable Object value) {
			Assert.hasText(name, "'name' of a message attribute must not be empty");
			this.attributes.put(name, value);
			return this;
		}

		/**
		 * Sends this data instead of the item. It does not decide whether a message is
		 * sent.
		 * @param data a map, a record or class that Jackson can write, a
		 * {@code JsonNode}, or text
		 * @return this builder
		 */
		public Builder data(Object data) {
			Assert.notNull(data, "'data' must not be null");
			this.data = data;
			return this;
		}

		/**
		 * Puts the message into this group of a FIFO topic instead of the item's own.
		 * @param group the message group id; empty for the item's own
		 * @return this builder
		 */
		public Builder group(String group) {
			Assert.notNull(group, "'group' must not be null");
			this.group = group.isEmpty() ? null : group;
			return this;
		}

		/**
		 * Has a FIFO topic drop the message if it has seen this id in the last minutes,
		 * instead of the change's id.
		 * @param deduplication the message deduplication id; empty for the change's id
		 * @return this builder
		 */
		public Builder deduplication(String deduplication) {
			Assert.notNull(deduplication, "'deduplication' must not be null");
			this.deduplication = deduplication.isEmpty() ? null : deduplication;
			return this;
		}

	}

}
