package io.daplug.template.model;

import java.util.ArrayList;
import java.util.List;

import io.daplug.expression.AttributePath;
import io.daplug.table.WriteOnlyAttributes;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What every kind of read can set for itself.
 */
public abstract sealed class ReadingOptions extends CallOptions permits ReadOptions, BatchGetOptions, SelectionOptions {

	private final boolean consistentRead;

	private final List<AttributePath> projection;

	private final boolean projectsType;

	private final @Nullable WriteOnlyAttributes writeOnly;

	ReadingOptions(Builder<?> builder) {
		super(builder);
		Assert.state(!builder.projectsType || builder.projection.isEmpty(),
				"'projectType' must not be set together with 'project': both say which attributes are read");
		this.consistentRead = builder.consistentRead;
		this.projection = List.copyOf(builder.projection);
		this.projectsType = builder.projectsType;
		this.writeOnly = builder.writeOnly;
	}

	/**
	 * Says whether the read is strongly consistent.
	 * @return whether it is
	 */
	public final boolean consistentRead() {
		return this.consistentRead;
	}

	/**
	 * Returns the attributes that are asked for.
	 * @return the paths; empty for whole items
	 */
	public final List<AttributePath> projection() {
		return this.projection;
	}

	/**
	 * Says whether only those attributes are asked for that the type of the items has.
	 * @return whether they are
	 */
	public final boolean projectsType() {
		return this.projectsType;
	}

	/**
	 * Returns whether the read sees attributes that the schema calls {@code writeOnly}.
	 * @return the rule; null for the table's
	 */
	public final @Nullable WriteOnlyAttributes writeOnly() {
		return this.writeOnly;
	}

	/**
	 * Collects what every kind of read can set for itself.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>> extends CallOptions.Builder<B>
			permits ReadOptions.Builder, BatchGetOptions.Builder, SelectionOptions.Builder {

		private boolean consistentRead;

		private final List<AttributePath> projection = new ArrayList<>();

		private boolean projectsType;

		private @Nullable WriteOnlyAttributes writeOnly;

		Builder() {
		}

		/** Takes over what the other options say. */
		final void copyReading(ReadingOptions other) {
			copyCall(other);
			this.consistentRead = other.consistentRead;
			this.projection.addAll(other.projection);
			this.projectsType = other.projectsType;
			this.writeOnly = other.writeOnly;
		}

		/**
		 * Sets whether the read sees all writes that DynamoDB accepted before it. Such a
		 * read costs twice as many read units. Global indexes do not offer it.
		 * @param consistentRead true for a strongly consistent read
		 * @return this builder
		 */
		public B consistentRead(boolean consistentRead) {
			this.consistentRead = consistentRead;
			return self();
		}

		/**
		 * Returns only these attributes. The read costs what whole items cost.
		 * @param paths document paths like {@code trace.frames[1]}
		 * @return this builder
		 */
		public B project(String... paths) {
			Assert.notNull(paths, "'paths' must not be null");
			for (String path : paths) {
				this.projection.add(AttributePath.parse(path));
			}
			return self();
		}

		/**
		 * Returns only these attributes. The read costs what whole items cost.
		 * @param paths the paths; their names may hold dots and brackets
		 * @return this builder
		 */
		public B project(AttributePath... paths) {
			this.projection.addAll(List.of(paths));
			return self();
		}

		/**
		 * Reads only the attributes that the type of the items has, by the names that
		 * Jackson reads them by: {@code orders.as(OrderSummary.class).get(key, (options)
		 * -> options.projectType())}. The items are the same as without it; less is sent
		 * over the network. An attribute that holds a record or class itself comes whole.
		 * The read costs what whole items cost.
		 * <p>
		 * The read fails with an {@link InvalidQueryException} if the type takes any
		 * attribute: a map, a {@code JsonNode}, or a class with {@code @JsonAnySetter}.
		 * @return this builder
		 */
		public B projectType() {
			this.projectsType = true;
			return self();
		}

		/**
		 * Sets whether the read sees attributes that the schema calls {@code writeOnly},
		 * instead of the table's rule.
		 * @param writeOnly the rule
		 * @return this builder
		 */
		public B writeOnly(WriteOnlyAttributes writeOnly) {
			this.writeOnly = writeOnly;
			return self();
		}

	}

}
