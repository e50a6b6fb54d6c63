package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.key.KeyTemplate;
import io.daplug.singletable.KeyPrefix;
import io.daplug.singletable.SingleTableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A key as we compose it, in the words of the corpus.
 *
 * @param attribute the attribute that it is made of
 * @param prefixed whether the prefix is written
 * @param prefix the prefix that it has, or that is kept for it
 * @param separator what is behind the prefix
 */
record DefinedKey(String attribute, boolean prefixed, @Nullable String prefix, String separator) {

	static DefinedKey of(KeyTemplate template, @Nullable GivenKey given, String model,
			SingleTableDefinition definition) {
		String attribute = template.attributes().get(0);
		String separator = (given != null) ? given.separator() : "#";
		if (given != null && !given.prefixed()) {
			String prefix = (given.prefix() != null) ? given.prefix() : kept(model, attribute, definition);
			return new DefinedKey(attribute, !template.leading().isEmpty(), prefix, separator);
		}
		String leading = template.leading();
		return new DefinedKey(attribute, true,
				leading.endsWith(separator) ? leading.substring(0, leading.length() - separator.length()) : leading,
				separator);
	}

	private static @Nullable String kept(String model, String attribute, SingleTableDefinition definition) {
		return definition.prefixes()
			.stream()
			.filter((prefix) -> prefix.type().equals(model) && prefix.attribute().equals(attribute))
			.map(KeyPrefix::prefix)
			.findFirst()
			.orElse(null);
	}

	Map<String, @Nullable Object> description() {
		Map<String, @Nullable Object> description = new LinkedHashMap<>();
		description.put("attr", this.attribute);
		description.put("prefix", this.prefixed);
		description.put("prefix_value", this.prefix);
		description.put("seperator", this.separator);
		return description;
	}

}
