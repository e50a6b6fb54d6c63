package io.daplug.template.model;

import java.util.function.Consumer;

import io.daplug.expression.Condition;
import io.daplug.template.batch.RewriteProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which items a rewrite brings to the current version of their schema, and how.
 */
public final class RewriteOptions {

	private final Object @Nullable [] hashKey;

	private final @Nullable String position;

	private final int parallelism;

	private final @Nullable Double unitsPerSecond;

	private final @Nullable Consumer<RewriteProgress> progress;

	private RewriteOptions(Builder builder) {
		this.hashKey = builder.hashKey;
		this.position = builder.position;
		this.parallelism = builder.parallelism;
		this.unitsPerSecond = builder.unitsPerSecond;
		this.progress = builder.progress;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static RewriteOptions of(Consumer<Builder> customizer) {
		Assert.notNull(customizer, "'options' must not be null");
		Builder builder = new Builder();
		customizer.accept(builder);
		return new RewriteOptions(builder);
	}

	/**
	 * Returns what is read.
	 * @param filter leaves out items that need no rewrite
	 * @return options of a query, or of a scan if there is no hash key
	 */
	public SelectionOptions selection(Condition filter) {
		Object[] key = this.hashKey;
		return (key != null) ? QueryOptions.of((query) -> select(query.hashKey(key), filter))
				: ScanOptions.of((scan) -> select(scan, filter));
	}

	private <B extends SelectionOptions.Builder<B>> void select(B selection, Condition filter) {
		selection.consistentRead(true).filter(filter);
		if (this.position != null) {
			selection.startAfter(this.position);
		}
	}

	/**
	 * Returns where the call begins.
	 * @return the position of an earlier call; null for the beginning
	 */
	public @Nullable String position() {
		return this.position;
	}

	/**
	 * Returns how many items are rewritten at once.
	 * @return the number of requests
	 */
	public int parallelism() {
		return this.parallelism;
	}

	/**
	 * Returns how many capacity units the call may use in a second.
	 * @return the number of units; null for no limit
	 */
	public @Nullable Double unitsPerSecond() {
		return this.unitsPerSecond;
	}

	/**
	 * Returns who is told how far the call is.
	 * @return the consumer; null if nobody is
	 */
	public @Nullable Consumer<RewriteProgress> progress() {
		return this.progress;
	}

	/**
	 * Collects which items a rewrite brings to the current version, and how.
	 */
	public static final class Builder {

		private Object @Nullable [] hashKey;

		private @Nullable String position;

		private int parallelism = 8;

		private @Nullable Double unitsPerSecond;

		private @Nullable Consumer<RewriteProgress> progress;

		private Builder() {
		}

		/**
		 * Rewrites the items with this hash key alone. Without it, those of the whole
		 * table.
		 * @param hashKey the value, without prefix; several values as for
		 * {@link QueryOptions.Builder#hashKey(Object...) a query}
		 * @return this builder
		 */
		public Builder hashKey(Object... hashKey) {
			this.hashKey = hashKey;
			return this;
		}

		/**
		 * Goes on where a call with the same selection ended. What comes before is not
		 * read again, and so items that failed there are not tried again.
		 * @param position the position in that call's result; null for the beginning
		 * @return this builder
		 */
		public Builder position(@Nullable String position) {
			this.position = position;
			return this;
		}

		/**
		 * Sets how many items are rewritten at the same time.
		 * @param parallelism number of requests, 8 by default
		 * @return this builder
		 */
		public Builder parallelism(int parallelism) {
			Assert.isTrue(parallelism > 0, () -> "'parallelism' must be positive, not " + parallelism);
			this.parallelism = parallelism;
			return this;
		}

		/**
		 * Limits the capacity units that are used in a second: so many write units, and
		 * as many read units.
		 * @param unitsPerSecond the number of units, which may be a fraction
		 * @return this builder
		 */
		public Builder unitsPerSecond(double unitsPerSecond) {
			Assert.isTrue(unitsPerSecond > 0 && Double.isFinite(unitsPerSecond),
					() -> "'unitsPerSecond' must be a positive number, not " + unitsPerSecond);
			this.unitsPerSecond = unitsPerSecond;
			return this;
		}

		/**
		 * Sets who is told how far the call is: after each page that was read. If the
		 * consumer fails, the call ends with an
		 * {@link io.daplug.template.batch.IncompleteRewriteException} whose cause is that
		 * failure.
		 * @param progress the consumer
		 * @return this builder
		 */
		public Builder onProgress(Consumer<RewriteProgress> progress) {
			this.progress = progress;
			return this;
		}

	}

}
