package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.daplug.expression.ExpressionReader;
import io.daplug.item.ItemKey;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DuplicateKeys;
import io.daplug.template.model.IncompleteBatchException;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * The ancestor's writing operations as calls of the template. What the corpus leaves out
 * is passed as null, so that our own refusal comes.
 */
final class Writes {

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
		this.arguments.requireAllTaken();
		return this.template.insert(data, options);
	}

	@SuppressWarnings("NullAway")
	Object overwrite() {
		Map<String, @Nullable Object> data = this.arguments.map("data");
		Consumer<WriteOptions.Builder> options = options();
		this.arguments.requireAllTaken();
		return this.template.overwrite(data, options);
	}

	@SuppressWarnings("NullAway")
	Object create() {
		Map<String, @Nullable Object> data = this.arguments.map("data");
		CreateMode mode = "overwrite".equals(this.arguments.text("operation")) ? CreateMode.OVERWRITE
				: CreateMode.INSERT;
		Consumer<WriteOptions.Builder> options = options();
		this.arguments.requireAllTaken();
		return this.template.create(data, mode, options);
	}

	@SuppressWarnings("NullAway")
	Object update() {
		Object data = this.arguments.take("data");
		boolean byKey = "get".equals(this.arguments.text("operation"));
		Arguments query = this.arguments.within("query");
		Consumer<UpdateOptions.Builder> options = updateOptions();
		this.arguments.requireAllTaken();
		if (!byKey) {
			Selected selected = Selected.take(query, this.prefixes);
			query.requireAllTaken();
			return this.template.update(selected::applyTo, data, options);
		}
		ItemKey key = key(query);
		if (key != null) {
			// An update reads consistently, asked or not.
			query.ignore("ConsistentRead");
			query.requireAllTaken();
		}
		return this.template.update(key, data, options);
	}

	@SuppressWarnings("NullAway")
	Object delete() {
		Arguments query = this.arguments.within("query");
		Announced announced = Announced.take(this.arguments);
		this.arguments.requireAllTaken();
		ItemKey key = key(query);
		String expression = query.text("ConditionExpression");
		Map<String, String> names = query.texts("ExpressionAttributeNames");
		Map<String, @Nullable Object> values = query.mapOrEmpty("ExpressionAttributeValues");
		if (key != null) {
			query.requireAllTaken();
		}
		Optional<Map<String, Object>> deleted = this.template.delete(key, (delete) -> {
			announced.applyTo(delete::publish, delete::message);
			this.prefixes.applyTo(delete::prefix);
			ExpressionReader expressions = new ExpressionReader(names, values);
			if (expression != null) {
				delete.condition(expressions.condition(expression));
			}
			expressions.requireAllUsed();
		});
		return deleted.orElse(Map.of());
	}

	@SuppressWarnings("NullAway")
	@Nullable Object batchInsert() {
		List<Map<String, @Nullable Object>> data = this.arguments.maps("data");
		Consumer<BatchOptions.Builder> options = batchOptions();
		String schema = this.arguments.text("schema");
		this.arguments.requireAllTaken();
		return complete(this.template.batchOverwrite(data,
				options.andThen((batch) -> schema(schema, batch::schema, batch::noSchema))));
	}

	@SuppressWarnings("NullAway")
	@Nullable Object batchDelete() {
		List<Map<String, @Nullable Object>> data = this.arguments.maps("data");
		Consumer<BatchOptions.Builder> options = batchOptions();
		this.arguments.requireAllTaken();
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
		Map<String, @Nullable Object> key = query.map("Key");
		return (key != null) ? ItemKey.of(key) : null;
	}

	/** Batches of the ancestor answer nothing. What was not written is an error. */
	private static <T> @Nullable Object complete(BatchResult<T> result) {
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
		String schema = this.arguments.text("schema");
		Announced announced = Announced.take(this.arguments);
		return (write) -> {
			announced.applyTo(write::publish, write::message);
			this.prefixes.applyTo(write::prefix);
			schema(schema, write::schema, write::noSchema);
		};
	}

	private Consumer<UpdateOptions.Builder> updateOptions() {
		String schema = this.arguments.text("schema");
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

	/** The ancestor's batches know no idempotence key and refuse duplicates. */
	private Consumer<BatchOptions.Builder> batchOptions() {
		this.arguments.ignore("batch_size");
		Announced announced = Announced.take(this.arguments);
		return (batch) -> {
			announced.applyTo(batch::publish, batch::message);
			this.prefixes.applyTo(batch::prefix);
			batch.guarded(false).duplicates(DuplicateKeys.REFUSE);
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
