package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.schema.SchemaRegistry;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.singletable.SingleTableType;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * One kind of items of a case, as a type of a table.
 *
 * @param model the model
 * @param definition the table with this type, and those whose prefixes it adopts
 * @param schemas the schemas of the models
 * @param hash its hash key
 * @param range its range key; null if it has none
 */
record DefinedItem(ItemModel model, SingleTableDefinition definition, SchemaRegistry schemas, DefinedKey hash,
		@Nullable DefinedKey range) {

	static DefinedItem of(ItemModel model, SingleTableDefinition definition, SchemaRegistry schemas,
			@Nullable GivenKey hash, @Nullable GivenKey range) {
		SingleTableType type = definition.type(model.type());
		KeyTemplate rangeKey = type.rangeKey();
		return new DefinedItem(model, definition, schemas,
				DefinedKey.of(type.hashKey(), hash, model.name(), definition),
				(range != null && rangeKey != null) ? DefinedKey.of(rangeKey, range, model.name(), definition) : null);
	}

	/** The key that the corpus calls so; empty if the item has none. */
	Optional<DefinedKey> key(String name) {
		return name.equals("pk") ? Optional.of(this.hash) : Optional.ofNullable(name.equals("sk") ? this.range : null);
	}

	Map<String, @Nullable Object> description() {
		Map<String, @Nullable Object> description = new LinkedHashMap<>();
		description.put("pk", this.hash.description());
		description.put("sk", (this.range != null) ? this.range.description() : null);
		return description;
	}

	/** Writes a record, or a map if there is a null, which only a map says on purpose. */
	void put(Map<String, @Nullable Object> values, DynamoDbClient client) {
		Map<String, @Nullable Object> written = this.model.written(values);
		if (written.containsValue(null)) {
			template(this.definition.type(this.model.type()).table(), client).overwrite(written);
		}
		else {
			put(this.model.type(), written, client);
		}
	}

	private <T> void put(Class<T> type, Map<String, @Nullable Object> written, DynamoDbClient client) {
		T item = JsonMapper.shared().convertValue(written, type);
		single(client).items(type).overwrite(item);
	}

	/** What the ancestor's caller makes of an item, or of nothing. */
	Map<String, @Nullable Object> get(Object hashValue, @Nullable Object rangeValue, DynamoDbClient client) {
		ItemKey key = key(hashValue, rangeValue);
		return single(client).items(this.model.type())
			.get(key)
			.map((item) -> this.model.seen(item))
			.orElseGet(this.model::ofNothing);
	}

	/** One value is enough where both keys are made of one attribute. */
	private ItemKey key(Object hashValue, @Nullable Object rangeValue) {
		Object hashKey = this.model.key(this.hash.attribute(), hashValue);
		if (rangeValue == null || this.range == null) {
			return (rangeValue != null) ? ItemKey.of(hashKey, rangeValue) : ItemKey.of(hashKey);
		}
		Object rangeKey = this.model.key(this.range.attribute(), rangeValue);
		boolean same = this.range.attribute().equals(this.hash.attribute()) && hashKey.equals(rangeKey);
		return same ? ItemKey.of(hashKey) : ItemKey.of(hashKey, rangeKey);
	}

	private SingleTableTemplate single(DynamoDbClient client) {
		return SingleTableTemplate.of(this.definition, (table) -> template(table, client));
	}

	private DaplugTemplate template(TableDefinition table, DynamoDbClient client) {
		return DaplugTemplate.builder(client, table).schemas(this.schemas).build();
	}

}
