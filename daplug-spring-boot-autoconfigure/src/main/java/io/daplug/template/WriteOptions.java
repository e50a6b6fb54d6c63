package io.daplug.template;

import java.util.function.Consumer;

import io.daplug.expression.Condition;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How one insert, overwrite or create behaves. Callers write
 * {@code orders.overwrite(order, (options) -> options.expected(3))}.
 */
public final class WriteOptions extends AnnouncedOptions {

	static final WriteOptions DEFAULTS = new WriteOptions(new Builder());

	private final @Nullable Validation validation;

	private final @Nullable Condition condition;

	private final @Nullable Object expected;

	private final CreateMode mode;

	private WriteOptions(Builder builder) {
		super(builder);
		this.validation = builder.validation;
		this.condition = builder.condition;
		this.expected = builder.expected;
		this.mode = builder.mode;
	}

	static WriteOptions of(Consumer<Builder> customizer) {
		return new WriteOptions(customize(new Builder(), customizer));
	}

	@Nullable Validation validation() {
		return this.validation;
	}

	@Nullable Condition condition() {
		return this.condition;
	}

	@Nullable Object expected() {
		return this.expected;
	}

	CreateMode mode() {
		return this.mode;
	}

	/**
	 * Collects the options of one write.
	 */
	public static final class Builder extends AnnouncedOptions.Builder<Builder> {

		private @Nullable Validation validation;

		private @Nullable Condition condition;

		private @Nullable Object expected;

		private CreateMode mode = CreateMode.INSERT;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Holds the schema against the item this far.
		 * @param validation the validation
		 * @return this builder
		 */
		public Builder validation(Validation validation) {
			this.validation = validation;
			return this;
		}

		/**
		 * Writes only if this is true of the stored item, else the call fails with a
		 * {@link ConditionNotMetException}.
		 * @param condition the condition
		 * @return this builder
		 */
		public Builder condition(Condition condition) {
			this.condition = condition;
			return this;
		}

		/**
		 * Overwrites only the state of the item that has this value of the idempotence
		 * key, else the call fails with a {@link io.daplug.idempotence.StaleItemException
		 * StaleItemException}. Without it, the value the item carries is the expected
		 * one. Inserts, and tables without idempotence key, refuse it with an
		 * {@link IllegalStateException}.
		 * @param expected the value the caller saw
		 * @return this builder
		 */
		public Builder expected(Object expected) {
			Assert.notNull(expected, "'expected' must not be null");
			this.expected = expected;
			return this;
		}

		/**
		 * What {@code create} does with an item that is stored already.
		 * @param mode the mode, {@link CreateMode#INSERT} by default
		 * @return this builder
		 */
		public Builder mode(CreateMode mode) {
			this.mode = mode;
			return this;
		}

	}

}
