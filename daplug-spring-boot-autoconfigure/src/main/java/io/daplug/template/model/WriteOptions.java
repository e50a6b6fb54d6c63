package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;

/**
 * How one insert, overwrite or create behaves. Callers write
 * {@code orders.overwrite(order, (options) -> options.expected(3))}.
 */
public final class WriteOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final WriteOptions DEFAULTS = new WriteOptions(new Builder());

	private final Shaping shaping;

	private final boolean answersAsGiven;

	private WriteOptions(Builder builder) {
		super(builder);
		this.shaping = builder.shaping.in(schema());
		this.answersAsGiven = builder.answersAsGiven;
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
	 * Returns what this call says about holding its item against the schema.
	 * @return the shaping
	 */
	public Shaping shaping() {
		return this.shaping;
	}

	/**
	 * Returns whether the caller gets back what it gave.
	 * @return false for the item as it is stored
	 */
	public boolean answersAsGiven() {
		return this.answersAsGiven;
	}

	/**
	 * Collects the options of one write.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> {

		private Shaping shaping = Shaping.DEFAULTS;

		private boolean answersAsGiven;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Sets how strictly the schema is checked, instead of the table's way.
		 * @param validation the validation
		 * @return this builder
		 */
		public Builder validation(Validation validation) {
			this.shaping = this.shaping.with(validation);
			return this;
		}

		/**
		 * Sets what becomes of attributes that the schema does not describe, instead of
		 * the table's rule.
		 * @param unknown the rule
		 * @return this builder
		 */
		public Builder unknown(UnknownInput unknown) {
			this.shaping = this.shaping.with(unknown);
			return this;
		}

		/**
		 * Says who made the item. {@link Source#APPLICATION} by default.
		 * @param source the source
		 * @return this builder
		 */
		public Builder from(Source source) {
			this.shaping = this.shaping.with(source);
			return this;
		}

		/**
		 * Adds an attribute to the item, or replaces the one that is there. That is how
		 * the application supplies what clients must not send.
		 * @param attribute the name of a top-level attribute
		 * @param value its value
		 * @return this builder
		 */
		public Builder set(String attribute, Object value) {
			this.shaping = this.shaping.with(attribute, value);
			return this;
		}

		/**
		 * Adds an attribute to the item, with a value that is made for each write.
		 * @param attribute the name of a top-level attribute
		 * @param value makes its value
		 * @return this builder
		 */
		public Builder set(String attribute, Supplier<?> value) {
			this.shaping = this.shaping.with(attribute, value);
			return this;
		}

		/**
		 * Answers with the object that was given. By default the answer is the item as it
		 * is stored, which may differ by generated values, by defaults and by what the
		 * schema drops; such a record or class is read before it is written, and refused
		 * with an {@link io.daplug.item.ItemConversionException} if it cannot be read.
		 * Spares that reading where nobody looks at the answer. Makes no difference for
		 * maps and JSON trees.
		 * @return this builder
		 */
		public Builder answerAsGiven() {
			this.answersAsGiven = true;
			return this;
		}

	}

}
