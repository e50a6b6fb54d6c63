package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemSelection;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.CallOptions;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;

/**
 * The table manager's reads as calls of the template.
 */
final class ManagerReads {

	private final TableManager manager;

	private final DaplugTemplate template;

	private final Arguments arguments;

	ManagerReads(TableManager manager, DaplugTemplate template, Arguments arguments) {
		this.manager = manager;
		this.template = template;
		this.arguments = arguments;
	}

	@Nullable Object getRecord() {
		ItemKey key = this.manager.key(this.manager.record(this.arguments.mapOrEmpty("record")));
		return this.template.get(key, this::schema).map(this.manager.records()::seen).orElse(null);
	}

	/** The ancestor lays what is stored over what was asked with, in order. */
	Object batchGet() {
		List<Map<String, Object>> records = this.manager.recordsOf(this.arguments);
		List<ItemKey> keys = records.stream().map(this.manager::key).toList();
		BatchGetResult<Map<String, Object>> found = this.template.batchGet(keys, (read) -> {
			schema(read);
			read.consistentRead(this.arguments.truthy("consistent_read"));
		});
		answered(found);
		List<Map<String, Object>> answer = new ArrayList<>();
		for (int place = 0; place < keys.size(); place++) {
			Map<String, Object> record = records.get(place);
			found.get(keys.get(place)).ifPresent(record::putAll);
			answer.add(this.manager.records().seen(record));
		}
		return answer;
	}

	static void answered(BatchGetResult<?> found) {
		if (!found.failed().isEmpty()) {
			throw found.failed().get(0).cause();
		}
		found.requireComplete();
	}

	Object query() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Integer limit = this.arguments.integer("limit");
		return items(this.template.query((query) -> {
			keys(query, values);
			values.putAll(this.arguments.mapOrEmpty("data"));
			selection(query, values, limit);
			query.consistentRead(this.arguments.truthy("consistent_read"));
			if (!this.arguments.flag("scan_index_forward", true)) {
				query.descending();
			}
		}), limit);
	}

	Object scan() {
		Integer limit = this.arguments.integer("limit");
		return items(this.template.scan((scan) -> selection(scan, this.arguments.mapOrEmpty("data"), limit)), limit);
	}

	/** The values of the keys, which a filter may use under the names of the keys. */
	@SuppressWarnings("NullAway")
	private void keys(QueryOptions.Builder query, Map<String, @Nullable Object> values) {
		String index = this.arguments.text("index");
		if (index != null) {
			query.index(index);
		}
		Object partitionKey = this.arguments.value("partition_key");
		query.hashKey(new Object[] { partitionKey });
		List<RangeKeyCondition> conditions = new ArrayList<>();
		Object sortKey = this.arguments.value("sort_key");
		if (sortKey != null) {
			conditions.add(RangeKeyCondition.equalTo(sortKey));
		}
		Object prefix = this.arguments.value("sort_key_prefix");
		if (prefix != null) {
			conditions.add(RangeKeyCondition.beginsWith(prefix));
		}
		if (!conditions.isEmpty()) {
			query.rangeKey(conditions.toArray(RangeKeyCondition[]::new));
		}
		List<String> names = this.manager.keyNames(index);
		values.put(names.get(0), partitionKey);
		if (names.size() > 1 && (sortKey != null || prefix != null)) {
			values.put(names.get(1), (prefix != null) ? prefix : sortKey);
		}
	}

	private void selection(SelectionOptions.Builder<?> selection, Map<String, ? extends @Nullable Object> values,
			@Nullable Integer limit) {
		Condition filter = ConditionForm.filter(this.arguments, values);
		if (filter != null) {
			selection.filter(filter);
		}
		selection.project(projection());
		if (limit != null && limit != 0) {
			selection.limit(limit);
		}
		schema(selection);
	}

	/** Has the read cut to what the class declares. */
	private void schema(CallOptions.Builder<?> read) {
		if (this.manager.records().declared()) {
			read.schema(RecordClass.SCHEMA);
		}
	}

	private AttributePath[] projection() {
		return this.arguments.texts("projection").stream().map(ManagerReads::path).toArray(AttributePath[]::new);
	}

	/** Dots lead into maps; everything else is part of a name. */
	private static AttributePath path(String name) {
		String[] names = name.split("\\.", -1);
		AttributePath path = AttributePath.of(names[0]);
		for (int place = 1; place < names.length; place++) {
			path = path.child(names[place]);
		}
		return path;
	}

	/** Our limit is at least one, but nothing is easily read of none. */
	private Object items(ItemSelection<Map<String, Object>> selection, @Nullable Integer limit) {
		return (limit != null && limit == 0) ? List.of()
				: selection.list().stream().map(this.manager.records()::seen).toList();
	}

}
