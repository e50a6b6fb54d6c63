package io.daplug.template.model;

import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * What a scan reads. Callers write
 * {@code orders.scan((scan) -> scan.filter(attribute("status").isEqualTo("PAID")).segments(4))}.
 */
public final class ScanOptions extends Selection {

	private final int segments;

	private ScanOptions(Builder builder) {
		super(builder);
		Assert.state(builder.segments == 1 || (startAfter() == null && startAttributes() == null),
				"'startAfter' must not be set together with 'segments': each segment has a beginning of its own");
		this.segments = builder.segments;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static ScanOptions of(Consumer<Builder> customizer) {
		return new ScanOptions(customize(new Builder(), customizer));
	}

	public int segments() {
		return this.segments;
	}

	/**
	 * Collects what a scan reads.
	 */
	public static final class Builder extends Selection.Builder<Builder> {

		private int segments = 1;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Reads so many parts of the table at once, each on a thread of its own. Items
		 * arrive in no order; the stream must be closed if it is not read to its end or
		 * limit.
		 * @param segments number of parts, 1 by default
		 * @return this builder
		 */
		public Builder segments(int segments) {
			Assert.isTrue(segments > 0, () -> "'segments' must be positive, not " + segments);
			this.segments = segments;
			return this;
		}

	}

}
