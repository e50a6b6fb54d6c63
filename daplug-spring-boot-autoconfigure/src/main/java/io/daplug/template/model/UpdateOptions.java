package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
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
	public static final class Builder extends ConditionalOptions.Builder<Builder> implements ShapedBuilder<Builder> {

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

		@Override
		public Builder shape(UnaryOperator<Shaping> change) {
			this.shaping = change.apply(this.shaping);
			return this;
		}

	}

}
