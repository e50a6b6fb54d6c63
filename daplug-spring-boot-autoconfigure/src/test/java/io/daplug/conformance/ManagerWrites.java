package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The table manager's writes as calls of the template.
 */
final class ManagerWrites {

	private final TableManager manager;

	private final DaplugTemplate template;

	private final Arguments arguments;

	ManagerWrites(TableManager manager, DaplugTemplate template, Arguments arguments) {
		this.manager = manager;
		this.template = template;
		this.arguments = arguments;
	}

	@Nullable Object deleteRecord() {
		ItemKey key = this.manager.key(this.manager.record(this.arguments.mapOrEmpty("record")));
		Condition condition = ConditionForm.condition(this.arguments, key.attributes());
		Optional<Map<String, Object>> deleted = this.template.delete(key, (delete) -> {
			if (condition != null) {
				delete.condition(condition);
			}
		});
		return deleted.map(this.manager.records()::seen).orElse(null);
	}

	/** The ancestor answers with what it was asked with. */
	Object batchDelete() {
		List<Map<String, Object>> records = this.manager.recordsOf(this.arguments);
		List<ItemKey> keys = new ArrayList<>();
		records.forEach((record) -> keys.add(this.manager.key(record)));
		Writes.complete(this.template.batchDelete(keys));
		return records.stream().map(this.manager.records()::seen).toList();
	}

	@Nullable Object batchDeleteRecords() {
		batchDelete();
		return null;
	}

}
