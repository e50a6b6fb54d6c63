package io.daplug.template.model;

import java.util.function.Consumer;

/**
 * How one delete behaves. Callers write
 * {@code orders.delete(key, (options) -> options.expected(3))}.
 */
public final class DeleteOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final DeleteOptions DEFAULTS = new DeleteOptions(new Builder());

	private DeleteOptions(Builder builder) {
		super(builder);
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static DeleteOptions of(Consumer<Builder> customizer) {
		return new DeleteOptions(customize(new Builder(), customizer));
	}

	/**
	 * Collects the options of one delete.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> {

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

	}

}
