package io.daplug.conformance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.SchemaRegistry;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.singletable.KeyDefinition;
import io.daplug.singletable.KeyPrefix;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableReport;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of a case, each defined with those whose prefix it adopts, and with the
 * prefixes that were given out before held, as by a report that is checked in.
 */
final class DefinedItems {

	private static final Map<String, ScalarAttributeType> KEY_TYPES = Map.of("str", ScalarAttributeType.S, "int",
			ScalarAttributeType.N, "float", ScalarAttributeType.N, "bytes", ScalarAttributeType.B);

	private final Arguments adapter;

	private final TableDefinition table;

	private final Map<String, ItemModel> models = new HashMap<>();

	private final Map<String, DefinedItem> defined = new HashMap<>();

	/** By type and attribute. */
	private final Map<List<String>, KeyPrefix> held = new LinkedHashMap<>();

	DefinedItems(Arguments adapter, String tableName) {
		adapter.requireKnown(Set.of("table", "models", "items"));
		this.adapter = adapter;
		Arguments keys = adapter.options("table");
		keys.requireKnown(Set.of("partition_key", "sort_key"));
		ScalarAttributeType hash = keyType(keys, "partition_key");
		ScalarAttributeType range = keyType(keys, "sort_key");
		TableDefinitionBuilder builder = TableDefinition.named("items")
			.tableName(tableName)
			.hashKey("pk", (hash != null) ? hash : ScalarAttributeType.S);
		this.table = ((range != null) ? builder.rangeKey("sk", range) : builder).build();
	}

	private static @Nullable ScalarAttributeType keyType(Arguments keys, String key) {
		String name = keys.text(key);
		ScalarAttributeType type = (name != null) ? KEY_TYPES.get(name) : null;
		if (name != null && type == null) {
			throw new NotExpressibleException(key);
		}
		return type;
	}

	/** An item that is defined, or is now. */
	DefinedItem item(String name) {
		DefinedItem item = this.defined.get(name);
		return (item != null) ? item : define(name);
	}

	DefinedItem define(String name) {
		Arguments item = this.adapter.options("items").options(name);
		item.requireKnown(Set.of("model", "pk", "sk"));
		ItemModel model = model(item);
		GivenKey hash = GivenKey.of(item, "pk");
		GivenKey range = GivenKey.of(item, "sk");
		Map<Class<?>, ItemTypeDefinition> types = new LinkedHashMap<>();
		types.put(model.type(), ItemTypeDefinition.of(model.type(), (type) -> {
			type.schema(model.name());
			if (hash != null) {
				type.hashKey((key) -> define(key, hash, model, types));
			}
			if (range != null) {
				type.rangeKey((key) -> define(key, range, model, types));
			}
		}));
		SingleTableDefinition definition = SingleTableDefinition.of(this.table, (all) -> {
			types.values().forEach(all::type);
			all.held(this.held.values());
		});
		SingleTableReport.parse(SingleTableReport.of(definition).markdown())
			.forEach((prefix) -> this.held.put(List.of(prefix.type(), prefix.attribute()), prefix));
		DefinedItem made = DefinedItem.of(model, definition, schemas(), hash, range);
		this.defined.put(name, made);
		return made;
	}

	/** The schemas of the models that are known so far. */
	private SchemaRegistry schemas() {
		ObjectNode document = Corpus.JSON.createObjectNode();
		this.models.values().forEach((model) -> {
			JsonNode schemas = document.path("components").path("schemas");
			if (schemas instanceof ObjectNode all) {
				all.set(model.name(), model.document().path("components").path("schemas").path(model.name()));
			}
			else {
				document.setAll(model.document());
			}
		});
		return Adapter.schemas(document);
	}

	private ItemModel model(Arguments item) {
		String name = item.nonEmptyText("model");
		JsonNode models = this.adapter.options("models").json();
		if (name == null || !models.path(name).isObject()) {
			throw new NotExpressibleException("model");
		}
		return this.models.computeIfAbsent(name, (model) -> ItemModel.of(model, models.path(model)));
	}

	/** The ancestor's caller hands a prefix over as a value; ours names the type. */
	private void define(KeyDefinition.Builder key, GivenKey given, ItemModel model,
			Map<Class<?>, ItemTypeDefinition> types) {
		String from = given.prefixFrom();
		if (from == null) {
			given.define(key, given.prefix());
			return;
		}
		String place = from.substring(from.lastIndexOf('.') + 1);
		DefinedItem owner = this.defined.get(from.substring(0, Math.max(0, from.length() - place.length() - 1)));
		DefinedKey adopted = (owner != null) ? owner.key(place).orElse(null) : null;
		if (owner == null || adopted == null || adopted.prefix() == null) {
			throw new NotExpressibleException("prefix_from");
		}
		boolean named = place.equals("pk") && adopted.prefixed() && given.prefixed()
				&& adopted.separator().equals(given.separator()) && owner.model() != model;
		given.define(key, named ? null : adopted.prefix());
		if (named) {
			key.prefixOf(owner.model().type());
			owner.definition().types().forEach((type) -> types.putIfAbsent(type.type(), type.definition()));
		}
	}

}
