package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.model.ClearOptions;
import org.jspecify.annotations.Nullable;

import static io.daplug.expression.Condition.attribute;

/**
 * The table manager's clears as calls of the template. Where the ancestor is given no
 * partition key, everything is gone through, which we must be told by name.
 */
final class ManagerClears {

	private static final String PARTITION_KEY = "partition_key";

	private static final String SORT_KEY = "sort_key";

	private static final String PREFIX = "_prefix";

	private final TableManager manager;

	private final DaplugTemplate template;

	private final Arguments arguments;

	ManagerClears(TableManager manager, DaplugTemplate template, Arguments arguments) {
		this.manager = manager;
		this.template = template;
		this.arguments = arguments;
	}

	@Nullable Object clearTable() {
		return clear(this.arguments.value(SORT_KEY + PREFIX));
	}

	/** Records are what has the sort key prefix of their table manager. */
	@Nullable Object clearRecords() {
		Object prefix = this.arguments.value(SORT_KEY + PREFIX);
		return clear((prefix != null) ? prefix : this.manager.sortKeyPrefix());
	}

	private @Nullable Object clear(@Nullable Object sortKeyPrefix) {
		Integer limit = this.arguments.integer("limit");
		ClearResult result = this.template.clear((clear) -> {
			String index = this.arguments.text("index");
			if (index != null) {
				clear.index(index);
			}
			Condition filter = (this.arguments.value(PARTITION_KEY) != null) ? ofPartition(clear, sortKeyPrefix)
					: ofEverything(clear, sortKeyPrefix);
			if (filter != null) {
				clear.filter(filter);
			}
			if (limit != null && limit != 0) {
				clear.limit(limit);
			}
		});
		if (!result.complete()) {
			throw result.failures().get(0).cause();
		}
		return null;
	}

	/** Selects by keys; the values of these a filter may use under their names. */
	@SuppressWarnings("NullAway")
	private @Nullable Condition ofPartition(ClearOptions.Builder clear, @Nullable Object sortKeyPrefix) {
		List<String> names = this.manager.keyNames(this.arguments.text("index"));
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Object partitionKey = this.arguments.value(PARTITION_KEY);
		clear.hashKey(new Object[] { partitionKey });
		values.put(names.get(0), partitionKey);
		List<RangeKeyCondition> conditions = new ArrayList<>();
		Object sortKey = this.arguments.value(SORT_KEY);
		if (sortKey != null) {
			conditions.add(RangeKeyCondition.equalTo(sortKey));
			names.stream().skip(1).forEach((name) -> values.put(name, sortKey));
		}
		if (sortKeyPrefix != null) {
			conditions.add(RangeKeyCondition.beginsWith(sortKeyPrefix));
			names.stream().skip(1).forEach((name) -> values.put(name, sortKeyPrefix));
		}
		if (!conditions.isEmpty()) {
			clear.rangeKey(conditions.toArray(RangeKeyCondition[]::new));
		}
		return ConditionForm.filter(this.arguments, values);
	}

	private @Nullable Condition ofEverything(ClearOptions.Builder clear, @Nullable Object sortKeyPrefix) {
		clear.everything();
		Condition filter = ConditionForm.filter(this.arguments, Map.of());
		List<String> names = this.manager.keyNames(this.arguments.text("index"));
		filter = with(filter, names.get(0), null, this.arguments.value(PARTITION_KEY + PREFIX));
		return (names.size() > 1) ? with(filter, names.get(1), this.arguments.value(SORT_KEY), sortKeyPrefix) : filter;
	}

	private static @Nullable Condition with(@Nullable Condition filter, String key, @Nullable Object value,
			@Nullable Object prefix) {
		Attribute attribute = attribute(key);
		Condition all = filter;
		if (value != null) {
			all = both(all, attribute.isEqualTo(value));
		}
		return (prefix != null) ? both(all, attribute.beginsWith(prefix)) : all;
	}

	private static Condition both(@Nullable Condition one, Condition other) {
		return (one != null) ? one.and(other) : other;
	}

}
