package io.daplug.conformance;

import java.util.Set;

import io.daplug.singletable.KeyDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the corpus says that a key is made of an attribute.
 *
 * @param json as the corpus has it
 */
record GivenKey(JsonNode json) {

	private static final Set<String> OPTIONS = Set.of("attr", "prefix", "prefix_value", "seperator", "prefix_from");

	/** The key of an item; null if none is given. */
	static @Nullable GivenKey of(Arguments item, String key) {
		Arguments options = item.options(key);
		options.requireKnown(OPTIONS);
		if (options.json().isMissingNode() || options.json().isNull()) {
			return null;
		}
		if (options.nonEmptyText("attr") == null) {
			throw new NotExpressibleException("attr");
		}
		return new GivenKey(options.json());
	}

	private Arguments options() {
		return new Arguments(this.json);
	}

	String attribute() {
		return String.valueOf(options().text("attr"));
	}

	boolean prefixed() {
		return options().flag("prefix", true);
	}

	/** The prefix that is given; null if there is none. */
	@Nullable String prefix() {
		return options().text("prefix_value");
	}

	/** The key whose prefix it has, as {@code item.pk}; null if it has one of its own. */
	@Nullable String prefixFrom() {
		return options().nonEmptyText("prefix_from");
	}

	String separator() {
		String separator = options().text("seperator");
		return (separator != null) ? separator : "#";
	}

	/**
	 * Says it to us.
	 * @param key what it is said to
	 * @param prefix the prefix, if one is given
	 */
	void define(KeyDefinition.Builder key, @Nullable String prefix) {
		key.attributes(attribute()).separator(separator());
		if (!prefixed()) {
			key.unprefixed();
		}
		else if (prefix != null) {
			key.prefix(prefix);
		}
	}

}
