package io.daplug.template.model;

import java.util.function.Consumer;

import io.daplug.event.MessageOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What every call that writes can say about the announcement of its change.
 */
public abstract class AnnouncedOptions extends CallOptions {

	private final boolean publish;

	private final MessageOptions message;

	private final @Nullable String origin;

	AnnouncedOptions(Builder<?> builder) {
		super(builder);
		this.publish = builder.publish;
		this.message = builder.message;
		this.origin = builder.origin;
	}

	/**
	 * Returns whether the change is announced.
	 * @return false if it is not
	 */
	public final boolean publish() {
		return this.publish;
	}

	/**
	 * Returns what the call says about its message.
	 * @return the options of the message
	 */
	public final MessageOptions message() {
		return this.message;
	}

	/**
	 * Returns what makes the write.
	 * @return its name; null if the call does not say
	 */
	public final @Nullable String origin() {
		return this.origin;
	}

	/**
	 * Collects what every call that writes can say about the announcement of its change.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>> extends CallOptions.Builder<B>
			permits ConditionalOptions.Builder, BatchOptions.Builder, ClearOptions.Builder {

		private boolean publish = true;

		private MessageOptions message = MessageOptions.DEFAULTS;

		private @Nullable String origin;

		Builder() {
		}

		/** Takes over what the other options say. */
		final void copyAnnounced(AnnouncedOptions other) {
			copyCall(other);
			this.publish = other.publish;
			this.message = other.message;
			this.origin = other.origin;
		}

		/**
		 * Whether to announce the change. The call fails if messages about the table come
		 * from its stream, which would bring the change all the same.
		 * @param publish false for no event, no message, and nothing for listeners and
		 * mirrors
		 * @return this builder
		 */
		public B publish(boolean publish) {
			this.publish = publish;
			return self();
		}

		/**
		 * Sets options of the message that announces the change outside the process. They
		 * make no difference for a table whose changes are not sent anywhere. The call
		 * fails if messages about the table come from its stream, which does not know
		 * them.
		 * @param message sets attributes, other data, and ids for FIFO topics
		 * @return this builder
		 */
		public B message(Consumer<MessageOptions.Builder> message) {
			this.message = MessageOptions.of(message);
			return self();
		}

		/**
		 * Names what makes this write. The change says it as its origin's name.
		 * @param origin the name, such as that of a mirror
		 * @return this builder
		 */
		public B origin(String origin) {
			Assert.hasText(origin, "'origin' must not be empty");
			this.origin = origin;
			return self();
		}

		/**
		 * Uses no schema: the data goes as it is.
		 * @return this builder
		 */
		public B noSchema() {
			return withoutSchema();
		}

	}

}
