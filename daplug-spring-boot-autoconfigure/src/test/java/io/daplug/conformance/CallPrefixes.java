package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The prefixes that one call sets for itself. Where it names another attribute than the
 * table's key, the prefix is that attribute's, and the key has none in this call.
 *
 * @param byAttribute prefixes by the attribute that carries them
 */
record CallPrefixes(Map<String, String> byAttribute) {

	static CallPrefixes take(Arguments arguments, TableDefinition table) {
		Map<String, String> prefixes = new LinkedHashMap<>();
		take(arguments, "hash", table, table.hashKey(), prefixes);
		take(arguments, "range", table, table.rangeKey(), prefixes);
		return new CallPrefixes(prefixes);
	}

	private static void take(Arguments arguments, String kind, TableDefinition table, @Nullable String tableKey,
			Map<String, String> prefixes) {
		String named = arguments.text(kind + "_key");
		String prefix = arguments.text(kind + "_prefix");
		boolean another = named != null && !named.equals(tableKey);
		if (another && tableKey != null) {
			prefixes.putIfAbsent(tableKey, "");
			prefix = (prefix != null) ? prefix : tablePrefix(table, tableKey);
		}
		String attribute = (named != null) ? named : tableKey;
		if (prefix != null && attribute != null && !attribute.isEmpty()) {
			prefixes.put(attribute, prefix);
		}
	}

	private static String tablePrefix(TableDefinition table, String key) {
		return table.prefixer().add(key, AttributeValue.fromS("")).s();
	}

	void applyTo(BiConsumer<String, String> prefix) {
		this.byAttribute.forEach(prefix);
	}

}
