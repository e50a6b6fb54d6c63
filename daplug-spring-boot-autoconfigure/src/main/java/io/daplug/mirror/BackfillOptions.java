package io.daplug.mirror;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How the items that a mirror's source has already are copied. Callers write
 * {@code mirrors.backfill("archive", (backfill) -> backfill.segments(8).itemsPerSecond(500))}.
 */
public final class BackfillOptions {

	/** Copies with four segments, as fast as they go. */
	public static final BackfillOptions DEFAULTS = new BackfillOptions(new Builder());

	private final int segments;

	private final int pageSize;

	private final @Nullable Integer itemsPerSecond;

	private final boolean consistentRead;

	private BackfillOptions(Builder builder) {
		this.segments = builder.segments;
		this.pageSize = builder.pageSize;
		this.itemsPerSecond = builder.itemsPerSecond;
		this.consistentRead = builder.consistentRead;
	}

	/**
	 * Builds options.
	 * @param customizer sets them
	 * @return the options
	 */
	public static BackfillOptions of(Consumer<Builder> customizer) {
		Assert.notNull(customizer, "'options' must not be null");
		Builder builder = new Builder();
		customizer.accept(builder);
		return new BackfillOptions(builder);
	}

	/**
	 * Returns into how many segments the source is divided.
	 * @return the number of segments, which are read at the same time
	 */
	public int segments() {
		return this.segments;
	}

	/**
	 * Returns how many items one request reads at most.
	 * @return the number of items
	 */
	public int pageSize() {
		return this.pageSize;
	}

	/**
	 * Returns how many items are read in a second at most.
	 * @return the number of items, of all segments together; null for no limit
	 */
	public @Nullable Integer itemsPerSecond() {
		return this.itemsPerSecond;
	}

	/**
	 * Says whether the scan reads consistently.
	 * @return whether it does
	 */
	public boolean consistentRead() {
		return this.consistentRead;
	}

	@Override
	public String toString() {
		return "BackfillOptions[segments=%d, pageSize=%d, itemsPerSecond=%s, consistentRead=%s]"
			.formatted(this.segments, this.pageSize, this.itemsPerSecond, this.consistentRead);
	}

	/**
	 * Collects how items are copied.
	 */
	public static final class Builder {

		/** The keys of all segments are kept in one item. */
		private static final int MAX_SEGMENTS = 64;

		private static final int MAX_PAGE = 1000;

		private int segments = 4;

		private int pageSize = 250;

		private @Nullable Integer itemsPerSecond;

		private boolean consistentRead = true;

		private Builder() {
		}

		/**
		 * Divides the source into segments, each read and copied by a thread of its own.
		 * @param segments 1 to 64; 4 by default
		 * @return this builder
		 */
		public Builder segments(int segments) {
			Assert.isTrue(segments > 0 && segments <= MAX_SEGMENTS,
					() -> "'segments' must be 1 to %d, not %d".formatted(MAX_SEGMENTS, segments));
			this.segments = segments;
			return this;
		}

		/**
		 * Sets how many items one request reads at most. What is read and not written yet
		 * is held in memory, and read once more after a crash.
		 * @param pageSize 1 to 1,000; 250 by default
		 * @return this builder
		 */
		public Builder pageSize(int pageSize) {
			Assert.isTrue(pageSize > 0 && pageSize <= MAX_PAGE,
					() -> "'pageSize' must be 1 to %d, not %d".formatted(MAX_PAGE, pageSize));
			this.pageSize = pageSize;
			return this;
		}

		/**
		 * Limits how many items are read in a second, by all segments together. By
		 * default they are read as fast as they are written.
		 * @param itemsPerSecond the number of items, 1 or more
		 * @return this builder
		 */
		public Builder itemsPerSecond(int itemsPerSecond) {
			Assert.isTrue(itemsPerSecond > 0,
					() -> "'itemsPerSecond' must be 1 or more, not %d".formatted(itemsPerSecond));
			this.itemsPerSecond = itemsPerSecond;
			return this;
		}

		/**
		 * Whether the scan reads what is stored at that moment, at twice the cost.
		 * Without it, an item that was written a moment before its page is read may be
		 * missed; that does no harm if the mirror has been following the source for a few
		 * seconds when the backfill begins.
		 * @param consistentRead true by default
		 * @return this builder
		 */
		public Builder consistentRead(boolean consistentRead) {
			this.consistentRead = consistentRead;
			return this;
		}

	}

}
