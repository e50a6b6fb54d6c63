package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How one update behaves. Callers write
 * {@code orders.update(key, patch, (options) -> options.lists(ListMerge.REPLACE))}.
 */
public final class UpdateOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final UpdateOptions DEFAULTS = new UpdateOptions(new Builder());

	private final MergeStrategy merge;

	private final Shaping shaping;

	private UpdateOptions(Builder builder) {
		super(builder);
		Assert.state(builder.merge == null || (builder.lists == null && builder.maps == null),
				"'merge' must not be set together with 'lists' or 'maps': it is the whole strategy");
		this.merge = (builder.merge != null) ? builder.merge
				: MergeStrategy.deep((builder.lists != null) ? builder.lists : ListMerge.ADD,
						(builder.maps != null) ? builder.maps : MapMerge.UPSERT);
		this.shaping = builder.shaping.in(schema());
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static UpdateOptions of(Consumer<Builder> customizer) {
		return new UpdateOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns how the patch is merged into the stored item.
	 * @return the strategy
	 */
	public MergeStrategy merge() {
		return this.merge;
	}

	/**
	 * Returns what this call says about holding its item against the schema.
	 * @return the shaping
	 */
	public Shaping shaping() {
		return this.shaping;
	}

	/**
	 * Collects the options of one update.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> {

		private @Nullable MergeStrategy merge;

		private @Nullable ListMerge lists;

		private @Nullable MapMerge maps;

		private Shaping shaping = Shaping.DEFAULTS;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Sets the strategy that merges the patch into the stored item.
		 * @param merge the strategy
		 * @return this builder
		 */
		public Builder merge(MergeStrategy merge) {
			this.merge = merge;
			return this;
		}

		/**
		 * Sets what happens to a list that the stored item and the patch both have.
		 * @param lists the rule, {@link ListMerge#ADD} by default
		 * @return this builder
		 */
		public Builder lists(ListMerge lists) {
			this.lists = lists;
			return this;
		}

		/**
		 * Sets what happens to the attributes that the patch names.
		 * @param maps the rule, {@link MapMerge#UPSERT} by default
		 * @return this builder
		 */
		public Builder maps(MapMerge maps) {
			this.maps = maps;
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
		 * Says who made the patch. {@link Source#APPLICATION} by default.
		 * @param source the source
		 * @return this builder
		 */
		public Builder from(Source source) {
			this.shaping = this.shaping.with(source);
			return this;
		}

		/**
		 * Adds an attribute to the patch, or replaces the one that is there. That is how
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
		 * Adds an attribute to the patch, with a value that is made for each write.
		 * @param attribute the name of a top-level attribute
		 * @param value makes its value
		 * @return this builder
		 */
		public Builder set(String attribute, Supplier<?> value) {
			this.shaping = this.shaping.with(attribute, value);
			return this;
		}

	}

}
