package io.daplug.template.model;

import java.util.function.Consumer;

import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;

/**
 * How one insert, overwrite or create behaves. Callers write
 * {@code orders.overwrite(order, (options) -> options.expected(3))}.
 */
public final class WriteOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final WriteOptions DEFAULTS = new WriteOptions(new Builder());

	private final @Nullable Validation validation;

	private WriteOptions(Builder builder) {
		super(builder);
		this.validation = builder.validation;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static WriteOptions of(Consumer<Builder> customizer) {
		return new WriteOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns how strictly the schema is checked.
	 * @return the validation; null for the table's
	 */
	public @Nullable Validation validation() {
		return this.validation;
	}

	/**
	 * Collects the options of one write.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> {

		private @Nullable Validation validation;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Sets how strictly the schema is checked.
		 * @param validation the validation
		 * @return this builder
		 */
		public Builder validation(Validation validation) {
			this.validation = validation;
			return this;
		}

	}

}
