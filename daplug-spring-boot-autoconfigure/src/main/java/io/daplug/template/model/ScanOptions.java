package io.daplug.template.model;

import java.util.Map;
import java.util.function.Consumer;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a scan reads. Callers write
 * {@code orders.scan((scan) -> scan.filter(attribute("status").isEqualTo("PAID")).segments(4))}.
 */
public final class ScanOptions extends SelectionOptions {

	/** Reads all items of the table. */
	public static final ScanOptions DEFAULTS = new ScanOptions(new Builder());

	private final int segments;

	private final int parallelism;

	private ScanOptions(Builder builder) {
		super(builder);
		Assert.state(
				builder.segments == 1 || (startAfter() == null && startAttributes() == null && startToken() == null),
				"'startAfter' must not be set together with 'segments': each segment has a beginning of its own");
		Assert.state(builder.parallelism == null || builder.segments > 1,
				"'parallelism' needs 'segments': one segment is read by the caller's thread");
		this.segments = builder.segments;
		this.parallelism = (builder.parallelism != null) ? builder.parallelism : Builder.DEFAULT_PARALLELISM;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static ScanOptions of(Consumer<Builder> customizer) {
		return new ScanOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns into how many segments the scan is divided.
	 * @return the number of segments
	 */
	public int segments() {
		return this.segments;
	}

	/**
	 * Returns how many segments are read at the same time at most.
	 * @return the number of segments
	 */
	public int parallelism() {
		return this.parallelism;
	}

	/**
	 * Returns options that ask in other words, all else alike.
	 * @param filter the condition that items must meet; null for none
	 * @param startAttributes the keys after which the scan begins; null for its beginning
	 * @return options of a scan
	 */
	public ScanOptions with(@Nullable Condition filter, @Nullable Map<String, ?> startAttributes) {
		return of((scan) -> {
			scan.copy(this);
			scan.begin(filter, startAttributes);
			scan.segments = this.segments;
			scan.parallelism = (this.segments > 1) ? this.parallelism : null;
		});
	}

	/**
	 * Collects what a scan reads.
	 */
	public static final class Builder extends SelectionOptions.Builder<Builder> {

		private static final int MAX_SEGMENTS = 1_000_000;

		private static final int MAX_PARALLELISM = 1_000;

		private static final int DEFAULT_PARALLELISM = 8;

		private int segments = 1;

		private @Nullable Integer parallelism;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Divides the scan into segments that are read in parallel, by at least one
		 * request each. Items then come in no order at all. Pages are read ahead as long
		 * as they fit into a 32nd part of the heap. Close a stream that you do not read
		 * to its end or limit, so that no more is read ahead.
		 * @param segments number of segments: 1, which is the default, to 1,000,000
		 * @return this builder
		 */
		public Builder segments(int segments) {
			Assert.isTrue(segments > 0 && segments <= MAX_SEGMENTS,
					() -> "'segments' must be 1 to %d, not %d".formatted(MAX_SEGMENTS, segments));
			this.segments = segments;
			return this;
		}

		/**
		 * Sets how many segments are read at the same time at most, each by a thread of
		 * its own. There are never more threads than segments. A small heap allows fewer:
		 * each request under way may bring 1 MB.
		 * @param parallelism number of threads: 1 to 1,000, by default 8
		 * @return this builder
		 */
		public Builder parallelism(int parallelism) {
			Assert.isTrue(parallelism > 0 && parallelism <= MAX_PARALLELISM,
					() -> "'parallelism' must be 1 to %d, not %d".formatted(MAX_PARALLELISM, parallelism));
			this.parallelism = parallelism;
			return this;
		}

	}

}
