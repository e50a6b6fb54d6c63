package io.daplug.singletable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;

/**
 * What can be asked for by the keys of a table and of its indexes, in one request each.
 */
final class AccessPatterns {

	private final SingleTableDefinition definition;

	private final List<SingleTableType> types;

	private final MarkdownTable rows = new MarkdownTable(List.of("Request", "Keys", "Answers"));

	AccessPatterns(SingleTableDefinition definition) {
		this.definition = definition;
		this.types = definition.typesByName();
	}

	/** A row for each pattern: items, collections and parts of them, then the indexes. */
	String table() {
		TableDefinition table = this.definition.table();
		List<String> keys = (table.rangeKey() != null) ? List.of(table.hashKey(), table.rangeKey())
				: List.of(table.hashKey());
		for (SingleTableType type : this.types) {
			this.rows.row(List.of("get", equal(keys, List.of(type)), "one " + names(List.of(type))));
		}
		if (keys.size() > 1) {
			queries("query", keys.subList(0, 1), keys.subList(1, 2), this.types);
		}
		table.indexes().values().stream().sorted(Comparator.comparing(IndexDefinition::name)).forEach((index) -> {
			List<String> hash = index.hashKeys().stream().map(KeyAttribute::name).toList();
			List<String> range = index.rangeKeys().stream().map(KeyAttribute::name).toList();
			queries("query of index " + MarkdownTable.code(index.name()), hash, range, this.definition.typesOf(index));
		});
		return this.rows.toString();
	}

	private void queries(String request, List<String> hash, List<String> range, List<SingleTableType> types) {
		Map<String, List<SingleTableType>> collections = new TreeMap<>();
		for (SingleTableType type : types) {
			collections.computeIfAbsent(pattern(hash, type), (pattern) -> new ArrayList<>()).add(type);
		}
		for (List<SingleTableType> collection : collections.values()) {
			this.rows.row(List.of(request, equal(hash, collection),
					(collection.size() > 1) ? "the collection of " + names(collection) : "each " + names(collection)));
			if (range.size() == 1) {
				parts(request, hash, range.get(0), collection);
			}
		}
	}

	/** What a condition of the range key leaves of a collection. */
	private void parts(String request, List<String> hash, String range, List<SingleTableType> collection) {
		Map<String, List<SingleTableType>> parts = new TreeMap<>();
		for (SingleTableType type : collection) {
			KeyTemplate key = type.key(range);
			if (!key.isConstant() && !key.leading().isEmpty()) {
				parts.computeIfAbsent(key.leading(), (leading) -> new ArrayList<>()).add(type);
			}
		}
		parts.forEach((leading, types) -> {
			if (types.size() < collection.size()) {
				this.rows.row(List.of(request, "%s, %s begins with %s".formatted(equal(hash, types),
						MarkdownTable.code(range), MarkdownTable.code(leading)), "each " + names(types)));
			}
		});
	}

	private static String pattern(List<String> keys, SingleTableType type) {
		return keys.stream().map((key) -> new KeyText(type.key(key)).pattern()).collect(Collectors.joining("\n"));
	}

	/** What keys are equal to; in several ways if types call attributes differently. */
	private static String equal(List<String> keys, List<SingleTableType> types) {
		return keys.stream().map((key) -> {
			Set<String> texts = types.stream()
				.map((type) -> MarkdownTable.code(new KeyText(type.key(key)).text()))
				.collect(Collectors.toCollection(TreeSet::new));
			return "%s = %s".formatted(MarkdownTable.code(key), String.join(" or ", texts));
		}).collect(Collectors.joining(", "));
	}

	private static String names(Collection<SingleTableType> types) {
		return types.stream()
			.map((type) -> MarkdownTable.code(type.name()))
			.collect(Collectors.toCollection(LinkedHashSet::new))
			.stream()
			.collect(Collectors.joining(", "));
	}

}
