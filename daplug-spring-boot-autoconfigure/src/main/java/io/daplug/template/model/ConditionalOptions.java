package io.daplug.template.model;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a write of a single item can demand of the stored one.
 */
public abstract class ConditionalOptions extends AnnouncedOptions {

	private final @Nullable Condition condition;

	private final @Nullable Object expected;

	ConditionalOptions(Builder<?> builder) {
		super(builder);
		this.condition = builder.condition;
		this.expected = builder.expected;
	}

	/**
	 * Returns what must be true of the stored item.
	 * @return the condition; null if there is none
	 */
	public final @Nullable Condition condition() {
		return this.condition;
	}

	/**
	 * Returns the value that the idempotence key of the stored item must have.
	 * @return the value that the caller saw; null if the call does not say
	 */
	public final @Nullable Object expected() {
		return this.expected;
	}

	/**
	 * Collects what a write of a single item can demand of the stored one.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>> extends AnnouncedOptions.Builder<B>
			permits WriteOptions.Builder, UpdateOptions.Builder, ChangeOptions.Builder, UpsertOptions.Builder,
			DeleteOptions.Builder, CheckOptions.Builder {

		private @Nullable Condition condition;

		private @Nullable Object expected;

		Builder() {
		}

		/**
		 * Sets what must be true of the stored item. If it is not, the call fails with a
		 * {@link ConditionNotMetException} and nothing is written.
		 * @param condition the condition
		 * @return this builder
		 */
		public B condition(Condition condition) {
			this.condition = condition;
			return self();
		}

		/**
		 * Sets the value that the idempotence key of the stored item must have, such as
		 * the one of an {@code If-Match} header. If it has another value, the call fails
		 * with a {@link io.daplug.idempotence.StaleItemException StaleItemException}.
		 * Without this option an overwrite expects the value that the item carries, and
		 * an update or delete expects the value that it reads itself; with it a delete
		 * reads nothing. An insert, and a table without idempotence key, refuse it with
		 * an {@link IllegalStateException}.
		 * @param expected the value the caller saw
		 * @return this builder
		 */
		public B expected(Object expected) {
			Assert.notNull(expected, "'expected' must not be null");
			this.expected = expected;
			return self();
		}

	}

}
