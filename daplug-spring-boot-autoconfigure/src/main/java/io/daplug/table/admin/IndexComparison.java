package io.daplug.table.admin;

import io.daplug.table.IndexKind;
import io.daplug.table.IndexProjection;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Holds the indexes of a table in DynamoDB against its definition. Those that are not
 * declared do not disturb.
 */
final class IndexComparison {

	private final TableDefinition table;

	private final Map<String, Found> indexes = new LinkedHashMap<>();

	private final List<TableDifference> differences = new ArrayList<>();

	/**
	 * An index that is there.
	 */
	private record Found(IndexKind kind, List<KeySchemaElement> keys, Projection projection) {
	}

	IndexComparison(TableDefinition table, TableDescription found) {
		this.table = table;
		found.globalSecondaryIndexes()
			.forEach((index) -> this.indexes.put(index.indexName(),
					new Found(IndexKind.GLOBAL, index.keySchema(), index.projection())));
		found.localSecondaryIndexes()
			.forEach((index) -> this.indexes.put(index.indexName(),
					new Found(IndexKind.LOCAL, index.keySchema(), index.projection())));
	}

	List<TableDifference> differences() {
		this.table.indexes().values().forEach(this::compare);
		return this.differences;
	}

	private void compare(IndexDefinition index) {
		Found found = this.indexes.get(index.name());
		String subject = "index '%s'".formatted(index.name());
		if (found == null) {
			this.differences.add(new TableDifference(subject, "a " + words(index.settings().kind()) + " index",
					"none; the table's indexes are " + this.indexes.keySet(), missing(index)));
			return;
		}
		if (found.kind() != index.settings().kind()) {
			this.differences.add(new TableDifference("type of " + subject, words(index.settings().kind()),
					words(found.kind()), "Set '%s' to %s.".formatted(property(index, "type"), words(found.kind()))));
		}
		List<KeySchemaElement> keys = CreateTableFactory.keySchema(index);
		if (!keys.equals(found.keys())) {
			this.differences.add(new TableDifference("keys of " + subject, words(keys), words(found.keys()),
					"Set '%s' and '%s' to the index's keys; the keys of an index cannot be changed."
						.formatted(property(index, "hash-key"), property(index, "range-key"))));
		}
		projection(subject, index, found.projection());
	}

	private void projection(String subject, IndexDefinition index, Projection found) {
		IndexProjection declared = index.projection();
		if (declared.type() != found.projectionType()
				|| !new HashSet<>(declared.attributes()).equals(new HashSet<>(found.nonKeyAttributes()))) {
			this.differences
				.add(new TableDifference("projection of " + subject, words(declared.type(), declared.attributes()),
						words(found.projectionType(), found.nonKeyAttributes()),
						"Set '%s' to what the index holds, or replace the index: its projection cannot be changed."
							.formatted(property(index, "projection"))));
		}
	}

	private String missing(IndexDefinition index) {
		String remedy = index.isLocal() ? "Local indexes are created with their table: create the table anew"
				: "Add the index to the table (UpdateTable)";
		return "%s, or remove 'daplug.tables.%s.indexes.%s'.".formatted(remedy, this.table.name(), index.name());
	}

	private String property(IndexDefinition index, String name) {
		return "daplug.tables.%s.indexes.%s.%s".formatted(this.table.name(), index.name(), name);
	}

	private static String words(IndexKind kind) {
		return (kind == IndexKind.LOCAL) ? "local" : "global";
	}

	private static String words(List<KeySchemaElement> keys) {
		return "%s with range %s".formatted(names(keys, KeyType.HASH), names(keys, KeyType.RANGE));
	}

	private static List<String> names(List<KeySchemaElement> keys, KeyType type) {
		return keys.stream().filter((key) -> key.keyType() == type).map(KeySchemaElement::attributeName).toList();
	}

	private static String words(ProjectionType type, List<String> attributes) {
		return switch (type) {
			case ALL -> "all";
			case KEYS_ONLY -> "keys-only";
			case INCLUDE -> "include " + attributes;
			case UNKNOWN_TO_SDK_VERSION -> "one that this SDK does not know";
		};
	}

}
