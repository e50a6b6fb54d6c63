package io.daplug.template.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.springframework.util.Assert;

/**
 * How one upsert of a whole record behaves. Callers write
 * {@code orders.upsert(order, (options) -> options.setIfAbsent("placedAt"))}.
 */
public final class UpsertOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final UpsertOptions DEFAULTS = new UpsertOptions(new Builder());

	private final Shaping shaping;

	private final KnownImages images;

	private final Set<String> setIfAbsent;

	private UpsertOptions(Builder builder) {
		super(builder);
		this.shaping = builder.shaping.in(schema());
		this.images = builder.images;
		this.setIfAbsent = Set.copyOf(builder.setIfAbsent);
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static UpsertOptions of(Consumer<Builder> customizer) {
		return new UpsertOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns what this call says about holding its item against the schema.
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
	 * Returns the attributes that a stored item keeps.
	 * @return the names of top-level attributes
	 */
	public Set<String> setIfAbsent() {
		return this.setIfAbsent;
	}

	/**
	 * Collects the options of one upsert.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> implements ShapedBuilder<Builder> {

		private final Set<String> setIfAbsent = new LinkedHashSet<>();

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
		 * Sets attributes of the record only where the stored item has none of that name.
		 * A stored NULL is a value. Names that the record lacks make no difference.
		 * @param attributes the names of top-level attributes
		 * @return this builder
		 */
		public Builder setIfAbsent(String... attributes) {
			for (String attribute : attributes) {
				Assert.hasText(attribute, "'attribute' to set if absent must not be empty");
			}
			this.setIfAbsent.addAll(List.of(attributes));
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
