package io.daplug.template.model;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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

	private final int segments;

	private final Pacing pacing;

	private final @Nullable Consumer<RewriteProgress> progress;

	private RewriteOptions(Builder builder) {
		this.hashKey = builder.hashKey;
		this.position = builder.position;
		this.segments = builder.segments;
		Assert.state(this.hashKey == null || this.segments == 1,
				"'segments' must not be set together with 'hashKey': only a scan has them");
		this.pacing = builder.pacing;
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
	 * Returns what is read, of the whole table or of a segment of it.
	 * @param filter leaves out items that need no rewrite; null to read all
	 * @param token the page token where to begin; null for the beginning
	 * @return options of a query, or of a scan if there is no hash key
	 */
	public SelectionOptions selection(@Nullable Condition filter, @Nullable String token) {
		Object[] key = this.hashKey;
		return (key != null) ? QueryOptions.of((query) -> select(query.hashKey(key), filter, token))
				: ScanOptions.of((scan) -> select(scan, filter, token));
	}

	private static <B extends SelectionOptions.Builder<B>> void select(B selection, @Nullable Condition filter,
			@Nullable String token) {
		selection.consistentRead(true);
		if (filter != null) {
			selection.filter(filter);
		}
		if (token != null) {
			selection.startAfter(token);
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
	 * Returns in how many segments the table is read.
	 * @return the number of segments
	 */
	public int segments() {
		return this.segments;
	}

	/**
	 * Returns who is told how far the call is.
	 * @return the consumer; null if nobody is
	 */
	public @Nullable Consumer<RewriteProgress> progress() {
		return this.progress;
	}

	/**
	 * Returns how fast the call goes.
	 * @return the pacing
	 */
	public Pacing pacing() {
		return this.pacing;
	}

	/**
	 * Collects which items a rewrite brings to the current version, and how.
	 */
	public static final class Builder implements PacedBuilder<Builder> {

		private static final int MAX_SEGMENTS = 1_000;

		private Object @Nullable [] hashKey;

		private @Nullable String position;

		private int segments = 1;

		private Pacing pacing = Pacing.DEFAULTS;

		private @Nullable Consumer<RewriteProgress> progress;

		private Builder() {
		}

		@Override
		public Builder pace(UnaryOperator<Pacing> change) {
			this.pacing = change.apply(this.pacing);
			return this;
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
		 * Goes on where a call with the same hash key, or the same number of segments,
		 * ended. What comes before is not read again, and so items that failed there are
		 * not tried again.
		 * @param position the position in that call's result; null for the beginning
		 * @return this builder
		 */
		public Builder position(@Nullable String position) {
			this.position = position;
			return this;
		}

		/**
		 * Divides the table into segments that are read at the same time, as many as
		 * {@link #parallelism(int) requests} are under way. They share the requests and
		 * the rate. Each segment goes on at a place of its own, all of which are in the
		 * position.
		 * @param segments number of segments: 1, which is the default, to 1,000
		 * @return this builder
		 */
		public Builder segments(int segments) {
			Assert.isTrue(segments > 0 && segments <= MAX_SEGMENTS,
					() -> "'segments' must be 1 to %d, not %d".formatted(MAX_SEGMENTS, segments));
			this.segments = segments;
			return this;
		}

		/**
		 * Sets who is told how far the call is: after each page that was read. Of several
		 * segments one tells at a time, in its thread, and others that are as far wait
		 * for it. If the consumer fails, the call ends with an
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
