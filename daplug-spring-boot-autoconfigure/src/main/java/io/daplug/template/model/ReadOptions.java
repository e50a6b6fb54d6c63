package io.daplug.template.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.daplug.expression.AttributePath;
import io.daplug.table.WriteOnlyAttributes;
import org.jspecify.annotations.Nullable;

/**
 * How one get behaves. Callers write
 * {@code orders.get(key, (options) -> options.consistentRead(true))}.
 */
public final class ReadOptions extends CallOptions {

	/** Leaves everything to the table. */
	public static final ReadOptions DEFAULTS = new ReadOptions(new Builder());

	private final boolean consistentRead;

	private final List<AttributePath> projection;

	private final @Nullable WriteOnlyAttributes writeOnly;

	private ReadOptions(Builder builder) {
		super(builder);
		this.consistentRead = builder.consistentRead;
		this.projection = List.copyOf(builder.projection);
		this.writeOnly = builder.writeOnly;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static ReadOptions of(Consumer<Builder> customizer) {
		return new ReadOptions(customize(new Builder(), customizer));
	}

	/**
	 * Says whether the read is strongly consistent.
	 * @return whether it is
	 */
	public boolean consistentRead() {
		return this.consistentRead;
	}

	/**
	 * Returns whether the read sees attributes that the schema calls {@code writeOnly}.
	 * @return the rule; null for the table's
	 */
	public @Nullable WriteOnlyAttributes writeOnly() {
		return this.writeOnly;
	}

	/**
	 * Returns the attributes that are asked for.
	 * @return the paths; empty for the whole item
	 */
	public List<AttributePath> projection() {
		return this.projection;
	}

	/**
	 * Collects the options of one get.
	 */
	public static final class Builder extends CallOptions.Builder<Builder> {

		private boolean consistentRead;

		private final List<AttributePath> projection = new ArrayList<>();

		private @Nullable WriteOnlyAttributes writeOnly;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Sets whether the read sees attributes that the schema calls {@code writeOnly},
		 * instead of the table's rule.
		 * @param writeOnly the rule
		 * @return this builder
		 */
		public Builder writeOnly(WriteOnlyAttributes writeOnly) {
			this.writeOnly = writeOnly;
			return this;
		}

		/**
		 * Sets whether the read sees all writes that DynamoDB accepted before it. Such a
		 * read costs twice as many read units.
		 * @param consistentRead true for a strongly consistent read
		 * @return this builder
		 */
		public Builder consistentRead(boolean consistentRead) {
			this.consistentRead = consistentRead;
			return this;
		}

		/**
		 * Returns only these attributes. The read costs what the whole item costs.
		 * @param paths document paths like {@code trace.frames[1]}
		 * @return this builder
		 */
		public Builder project(String... paths) {
			for (String path : paths) {
				this.projection.add(AttributePath.parse(path));
			}
			return this;
		}

		/**
		 * Returns only these attributes. The read costs what the whole item costs.
		 * @param paths the paths; their names may hold dots and brackets
		 * @return this builder
		 */
		public Builder project(AttributePath... paths) {
			this.projection.addAll(List.of(paths));
			return this;
		}

	}

}
