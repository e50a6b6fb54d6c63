package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * The ancestor's writing operations as calls of the template. What the corpus leaves out
 * is passed as null, so that our own refusal comes.
 */
final class Writes {

	private static final String KEY = "Key";

	private static final String CONDITION = "ConditionExpression";

	private static final Set<String> DELETE_MEMBERS = Set.of(KEY, CONDITION, "ExpressionAttributeNames",
			"ExpressionAttributeValues");

	private final DaplugTemplate template;

	private final Arguments arguments;

	private final CallPrefixes prefixes;

	Writes(DaplugTemplate template, Arguments arguments) {
		this.template = template;
		this.arguments = arguments;
		this.prefixes = CallPrefixes.take(arguments, template.table());
	}

	@SuppressWarnings("NullAway")
	Object insert() {
		Map<String, @Nullable Object> data = this.arguments.map("data");
		Consumer<WriteOptions.Builder> options = options();
		return this.template.insert(data, options);
	}

	@SuppressWarnings("NullAway")
	Object overwrite() {
		Map<String, @Nullable Object> data = this.arguments.map("data");
		Consumer<WriteOptions.Builder> options = options();
		return this.template.overwrite(data, options);
	}

	@SuppressWarnings("NullAway")
	Object create() {
		Map<String, @Nullable Object> data = this.arguments.map("data");
		CreateMode mode = "overwrite".equals(this.arguments.value("operation")) ? CreateMode.OVERWRITE
				: CreateMode.INSERT;
		Consumer<WriteOptions.Builder> options = options();
		return this.template.create(data, mode, options);
	}

	/** The ancestor also gets where the request has a member {@code key}. */
	@SuppressWarnings("NullAway")
	Object update() {
		Object data = this.arguments.value("data");
		Arguments query = this.arguments.request("query");
		Consumer<UpdateOptions.Builder> options = updateOptions();
		if (!"get".equals(this.arguments.value("operation")) && !query.has("key")) {
			Selected selected = Selected.take(query, this.prefixes);
			return this.template.update(selected::applyTo, data, options);
		}
		ItemKey key = key(query);
		if (key != null) {
			// An update reads consistently, asked or not.
			query.requireOnly(Set.of(KEY, "ConsistentRead"));
			query.flag("ConsistentRead", true);
		}
		return this.template.update(key, data, options);
	}

	@SuppressWarnings("NullAway")
	Object delete() {
		Arguments query = this.arguments.request("query");
		Announced announced = Announced.take(this.arguments);
		ItemKey key = key(query);
		if (key != null) {
			query.requireOnly(DELETE_MEMBERS);
		}
		Expressions expressions = Expressions.take(query, CONDITION);
		Optional<Map<String, Object>> deleted = this.template.delete(key, (delete) -> {
			announced.applyTo(delete::publish, delete::message);
			this.prefixes.applyTo(delete::prefix);
			Expressions.Read read = expressions.read();
			Condition condition = read.condition(CONDITION);
			if (condition != null) {
				delete.condition(condition);
			}
			read.requireAllUsed();
		});
		return deleted.orElse(Map.of());
	}

	@SuppressWarnings("NullAway")
	@Nullable Object batchInsert() {
		List<Map<String, @Nullable Object>> data = this.arguments.maps("data");
		Consumer<BatchOptions.Builder> options = batchOptions();
		String schema = this.arguments.nonEmptyText("schema");
		return complete(this.template.batchOverwrite(data,
				options.andThen((batch) -> schema(schema, batch::schema, batch::noSchema))));
	}

	@SuppressWarnings("NullAway")
	@Nullable Object batchDelete() {
		List<Map<String, @Nullable Object>> data = this.arguments.maps("data");
		Consumer<BatchOptions.Builder> options = batchOptions();
		List<ItemKey> keys = null;
		if (data != null) {
			keys = new ArrayList<>();
			for (Map<String, @Nullable Object> key : data) {
				keys.add(ItemKey.of(key));
			}
		}
		return complete(this.template.batchDelete(keys, options));
	}

	/** The key of a request; null if it has none. */
	static @Nullable ItemKey key(Arguments query) {
		Map<String, @Nullable Object> key = query.map(KEY);
		return (key != null) ? ItemKey.of(key) : null;
	}

	/** Batches of the ancestor answer nothing. What was not written is an error. */
	static <T> @Nullable Object complete(BatchResult<T> result) {
		if (!result.failed().isEmpty()) {
			throw result.failed().get(0).cause();
		}
		if (!result.complete()) {
			throw new IncompleteBatchException("%d entries are unprocessed".formatted(result.unprocessed().size()),
					null);
		}
		return null;
	}

	private Consumer<WriteOptions.Builder> options() {
		String schema = this.arguments.nonEmptyText("schema");
		Announced announced = Announced.take(this.arguments);
		return (write) -> {
			announced.applyTo(write::publish, write::message);
			this.prefixes.applyTo(write::prefix);
			schema(schema, write::schema, write::noSchema);
		};
	}

	private Consumer<UpdateOptions.Builder> updateOptions() {
		String schema = this.arguments.nonEmptyText("schema");
		String lists = this.arguments.text("update_list_operation");
		String maps = this.arguments.text("update_dict_operation");
		Announced announced = Announced.take(this.arguments);
		return (update) -> {
			announced.applyTo(update::publish, update::message);
			this.prefixes.applyTo(update::prefix);
			schema(schema, update::schema, update::noSchema);
			if (lists != null) {
				update.lists(ListMerge.valueOf(lists.toUpperCase(Locale.ROOT)));
			}
			if (maps != null) {
				update.maps(MapMerge.valueOf(maps.toUpperCase(Locale.ROOT)));
			}
		};
	}

	/** The ancestor's batches know no idempotence key. */
	private Consumer<BatchOptions.Builder> batchOptions() {
		Announced announced = Announced.take(this.arguments);
		return (batch) -> {
			announced.applyTo(batch::publish, batch::message);
			this.prefixes.applyTo(batch::prefix);
			batch.guarded(false);
		};
	}

	private static void schema(@Nullable String name, Consumer<String> schema, Supplier<?> noSchema) {
		if (name != null) {
			schema.accept(name);
		}
		else {
			noSchema.get();
		}
	}

}
