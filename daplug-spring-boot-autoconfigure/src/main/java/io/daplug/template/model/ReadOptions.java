package io.daplug.template.model;

import java.util.function.Consumer;

/**
 * How one get behaves. Callers write
 * {@code orders.get(key, (options) -> options.consistentRead(true))}.
 */
public final class ReadOptions extends ReadingOptions {

	/** Leaves everything to the table. */
	public static final ReadOptions DEFAULTS = new ReadOptions(new Builder());

	private ReadOptions(Builder builder) {
		super(builder);
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
	 * Collects the options of one get.
	 */
	public static final class Builder extends ReadingOptions.Builder<Builder> {

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

	}

}
