package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.springframework.util.Assert;

/**
 * How one change of a part of an item behaves. Callers write
 * {@code orders.change(key, (change) -> change.add("stock", -1),
 * (options) -> options.condition(attribute("stock").isGreaterThan(0)))}.
 */
public final class ChangeOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final ChangeOptions DEFAULTS = new ChangeOptions(new Builder());

	private final Shaping shaping;

	private final KnownImages images;

	private ChangeOptions(Builder builder) {
		super(builder);
		this.shaping = builder.shaping.in(schema());
		this.images = builder.images;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static ChangeOptions of(Consumer<Builder> customizer) {
		return new ChangeOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns what this call says about holding its values against the schema.
	 * @return the shaping
	 */
	public Shaping shaping() {
		return this.shaping;
	}

	/**
	 * Returns what the announcement is to know of the item.
	 * @return which images
	 */
	public KnownImages images() {
		return this.images;
	}

	/**
	 * Collects the options of one change.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> implements ShapedBuilder<Builder> {

		private Shaping shaping = Shaping.DEFAULTS;

		private KnownImages images = KnownImages.BOTH;

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
		 * Sets what the announcement is to know of the item.
		 * @param images which images, {@link KnownImages#BOTH} by default
		 * @return this builder
		 */
		public Builder images(KnownImages images) {
			Assert.notNull(images, "'images' must not be null");
			this.images = images;
			return this;
		}

	}

}
