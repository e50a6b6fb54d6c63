package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchResult;
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

	/** What is to be written, and not only found, is left to the template to refuse. */
	Object upsertRecord() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(this.arguments.mapOrEmpty("record"));
		values.putAll(this.arguments.mapOrEmpty("extra_data"));
		return upsert(this.manager.keyed(this.manager.records().made(values)));
	}

	/**
	 * The ancestor reads all records first, and is refused what cannot be read; then each
	 * is written by itself.
	 */
	Object batchUpsert() {
		List<Map<String, Object>> records = this.manager.recordsOf(this.arguments);
		ManagerReads.answered(this.template.batchGet(records.stream().map(this.manager::key).toList()));
		String[] kept = this.arguments.texts("set_if_not_exists_keys").toArray(String[]::new);
		BatchResult<Map<String, Object>> result = this.template.batchUpsert(records,
				(upsert) -> upsert.setIfAbsent(kept));
		Writes.complete(result);
		return result.written().stream().map(this.manager.records()::seen).toList();
	}

	@Nullable Object batchUpsertRecords() {
		batchUpsert();
		return null;
	}

	private Map<String, Object> upsert(Map<String, Object> record) {
		String[] kept = this.arguments.texts("set_if_not_exists_keys").toArray(String[]::new);
		Condition condition = ConditionForm.condition(this.arguments, this.manager.stamped(record));
		return this.manager.records().seen(this.template.upsert(record, (upsert) -> {
			upsert.setIfAbsent(kept);
			if (condition != null) {
				upsert.condition(condition);
			}
		}));
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
