package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.table.Validation;

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

	private final boolean checkWhole;

	private ChangeOptions(Builder builder) {
		super(builder);
		Assert.state(!builder.checkWhole || schema() != SchemaChoice.NONE,
				"'checkWhole' must not be set together with 'noSchema': there would be nothing to hold the item against");
		this.shaping = builder.shaping.in(schema());
		this.images = builder.images;
		this.checkWhole = builder.checkWhole;
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
	 * Returns whether the item is read and checked as a whole.
	 * @param fallback how strictly the table is checked
	 * @return whether it is
	 */
	public boolean checksWhole(Validation fallback) {
		return this.checkWhole || this.shaping.validation(fallback) == Validation.WHOLE;
	}

	/**
	 * Collects the options of one change.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> implements ShapedBuilder<Builder> {

		private Shaping shaping = Shaping.DEFAULTS;

		private KnownImages images = KnownImages.BOTH;

		private boolean checkWhole;

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

		/**
		 * Checks what the change makes of the item as a whole, also rules that no single
		 * value can tell: what is required, how long lists get, what holds between
		 * several attributes. For that the item is read first, consistently, and the
		 * change fails with a {@link io.daplug.idempotence.StaleItemException} if what it
		 * was checked by changes meanwhile. A table or call whose validation is
		 * {@link Validation#WHOLE} does so without being told.
		 * @return this builder
		 */
		public Builder checkWhole() {
			this.checkWhole = true;
			return this;
		}

	}

}
