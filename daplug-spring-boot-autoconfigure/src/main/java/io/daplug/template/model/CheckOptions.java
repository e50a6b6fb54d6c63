package io.daplug.template.model;

import java.util.function.Consumer;

import io.daplug.event.MessageOptions;

import org.springframework.util.Assert;

/**
 * What a check in a transaction demands of an item. Callers write
 * {@code tx.check(customers, key, (check) -> check.expected(3))}.
 */
public final class CheckOptions extends ConditionalOptions {

	private CheckOptions(Builder builder) {
		super(builder);
		Assert.state(condition() != null || expected() != null,
				"A check needs 'condition' or 'expected': without one it demands nothing");
		Assert.state(!publish() && message() == MessageOptions.DEFAULTS && origin() == null,
				"'publish', 'message' and 'origin' must not be set for a check: it changes nothing");
	}

	/**
	 * Builds options, which any number of checks can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static CheckOptions of(Consumer<Builder> customizer) {
		return new CheckOptions(customize(new Builder().publish(false), customizer));
	}

	/**
	 * Collects what one check demands.
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
