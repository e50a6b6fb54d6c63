package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.table.ComputedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Queries and scans in terms of what is stored, where keys are composed of attributes.
 * They are limited to items with such keys: others may be in the table, too.
 */
final class StoredSelection {

	private final TableContext context;

	private final ComputedKeys computed;

	private final Map<String, ComputedKeySchema> schemas = new LinkedHashMap<>();

	StoredSelection(TableContext context, Map<String, KeySchema> indexKeys) {
		this.context = context;
		this.computed = context.keys().computed();
		indexKeys.forEach((name, keys) -> this.schemas.put(name, new ComputedKeySchema(context, keys)));
		this.schemas.put("", new ComputedKeySchema(context, KeySchema.of(context.table())));
	}

	/**
	 * Returns what a query or scan asks of what is stored.
	 * @param selection as its caller gave it
	 * @param keys the keys of what is read
	 * @return options that name keys as they are stored
	 */
	SelectionOptions of(SelectionOptions selection, KeySchema keys) {
		Set<String> names = new LinkedHashSet<>(keys.hashKeys());
		names.addAll(keys.rangeKeys());
		Map<String, ?> start = start(selection, names);
		if (selection instanceof QueryOptions query) {
			Set<String> asked = (query.index() != null) ? names : this.context.table().keyAttributes();
			ComputedKeySchema schema = schema(query);
			Condition filter = both(both(query.filter(), schema.filter(query)), limit(asked));
			return query.with(schema.condition(query), filter, start);
		}
		return ((ScanOptions) selection).with(both(selection.filter(), limit(Set.of())), start);
	}

	/**
	 * Says how many items a query or scan leaves out.
	 * @param selection as its caller gave it
	 * @param hides whether some items are hidden
	 * @return how selective it is
	 */
	Selectivity selectivity(SelectionOptions selection, boolean hides) {
		boolean filters = selection.filter() != null;
		if (!this.computed.any()) {
			return new Selectivity(filters, hides);
		}
		boolean index = selection.index() != null;
		boolean few = selection instanceof QueryOptions query && (!index || schema(query).limits())
				&& !schema(query).filters(query);
		return new Selectivity(filters || !few, hides || index);
	}

	private ComputedKeySchema schema(SelectionOptions selection) {
		return Objects.requireNonNull(this.schemas.get((selection.index() != null) ? selection.index() : ""));
	}

	private static @Nullable Condition both(@Nullable Condition filter, @Nullable Condition limit) {
		return (filter == null || limit == null) ? ((filter != null) ? filter : limit) : filter.and(limit);
	}

	/**
	 * Leaves out items with other keys. What a query asks for it need not be told twice.
	 */
	private @Nullable Condition limit(Set<String> asked) {
		TableDefinition table = this.context.table();
		Condition limit = null;
		for (Map.Entry<String, KeyTemplate> key : table.computedKeys().entrySet()) {
			if (table.isKey(key.getKey()) && !asked.contains(key.getKey())) {
				limit = both(limit, limit(key.getKey(), key.getValue()));
			}
		}
		return limit;
	}

	private static @Nullable Condition limit(String key, KeyTemplate template) {
		if (template.isConstant()) {
			return Condition.attribute(key).isEqualTo(Objects.requireNonNull(template.of(Map.of())));
		}
		return template.leading().isEmpty() ? null : Condition.attribute(key).beginsWith(template.leading());
	}

	private @Nullable Map<String, ?> start(SelectionOptions selection, Set<String> keys) {
		Map<String, ?> start = selection.startAttributes();
		ItemKey key = selection.startAfter();
		if (start == null && key == null) {
			return null;
		}
		Map<String, AttributeValue> given = new LinkedHashMap<>();
		if (start != null) {
			start.forEach((name, value) -> given.put(name, this.context.converter().toAttribute(value)));
		}
		else if (key != null) {
			given.putAll(key.named() ? named(key) : this.context.keys().attributes(key));
		}
		Set<String> wanted = new LinkedHashSet<>(keys);
		wanted.addAll(this.context.keys().names());
		return this.computed.start(given, wanted);
	}

	private Map<String, AttributeValue> named(ItemKey key) {
		Map<String, AttributeValue> named = new LinkedHashMap<>();
		key.attributes().forEach((name, value) -> named.put(name, this.context.converter().toAttribute(value)));
		return named;
	}

}
