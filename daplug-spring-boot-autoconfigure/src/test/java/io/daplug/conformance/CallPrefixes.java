package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The prefixes that one call sets for itself.
 *
 * @param byAttribute prefixes by the attribute that carries them
 */
record CallPrefixes(Map<String, String> byAttribute) {

	static CallPrefixes take(Arguments arguments, TableDefinition table) {
		Map<String, String> prefixes = new LinkedHashMap<>();
		take(arguments, "hash", table.hashKey(), prefixes);
		take(arguments, "range", table.rangeKey(), prefixes);
		return new CallPrefixes(prefixes);
	}

	private static void take(Arguments arguments, String key, @Nullable String tableKey, Map<String, String> prefixes) {
		String named = arguments.text(key + "_key");
		boolean prefixed = arguments.has(key + "_prefix");
		String prefix = arguments.text(key + "_prefix");
		String attribute = (named != null) ? named : tableKey;
		if (prefixed && attribute != null) {
			prefixes.put(attribute, (prefix != null) ? prefix : "");
		}
	}

	void applyTo(BiConsumer<String, String> prefix) {
		this.byAttribute.forEach(prefix);
	}

}
