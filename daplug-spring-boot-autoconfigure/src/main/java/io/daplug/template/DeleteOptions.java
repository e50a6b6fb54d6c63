package io.daplug.template;

import java.util.function.Consumer;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How one delete behaves. Callers write
 * {@code orders.delete(key, (options) -> options.expected(3))}.
 */
public final class DeleteOptions extends AnnouncedOptions {

	static final DeleteOptions DEFAULTS = new DeleteOptions(new Builder());

	private final @Nullable Condition condition;

	private final @Nullable Object expected;

	private DeleteOptions(Builder builder) {
		super(builder);
		this.condition = builder.condition;
		this.expected = builder.expected;
	}

	static DeleteOptions of(Consumer<Builder> customizer) {
		return new DeleteOptions(customize(new Builder(), customizer));
	}

	@Nullable Condition condition() {
		return this.condition;
	}

	@Nullable Object expected() {
		return this.expected;
	}

	/**
	 * Collects the options of one delete.
	 */
	public static final class Builder extends AnnouncedOptions.Builder<Builder> {

		private @Nullable Condition condition;

		private @Nullable Object expected;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Deletes only if this is true of the stored item, else the call fails with a
		 * {@link ConditionNotMetException}.
		 * @param condition the condition
		 * @return this builder
		 */
		public Builder condition(Condition condition) {
			this.condition = condition;
			return this;
		}

		/**
		 * Deletes only the state of the item that has this value of the idempotence key,
		 * else the call fails with a {@link io.daplug.idempotence.StaleItemException
		 * StaleItemException}. It saves the read that a delete from a guarded table needs
		 * otherwise. Tables without idempotence key refuse it with an
		 * {@link IllegalStateException}.
		 * @param expected the value the caller saw
		 * @return this builder
		 */
		public Builder expected(Object expected) {
			Assert.notNull(expected, "'expected' must not be null");
			this.expected = expected;
			return this;
		}

	}

}
