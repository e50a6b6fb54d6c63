package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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
	public static final class Builder extends ConditionalOptions.Builder<Builder> implements ShapedBuilder<Builder> {

		private Shaping shaping = Shaping.DEFAULTS;

		private boolean answersAsGiven;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		@Override
		public Builder shape(UnaryOperator<Shaping> change) {
			this.shaping = change.apply(this.shaping);
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
