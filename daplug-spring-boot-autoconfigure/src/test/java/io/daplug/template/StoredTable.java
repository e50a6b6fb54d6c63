package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.Item;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of a test's own in the embedded DynamoDB, what was announced of it, and the
 * view past the template on what is really stored.
 */
final class StoredTable {

	/** Guarded by a counter that Daplug advances. */
	static final IdempotenceDefinition COUNTED = IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER);

	static final SchemaRegistry SCHEMAS = SchemaRegistry.load(List.of("classpath:io/daplug/template/orders.yml"),
			SchemaLoading.defaults());

	private final TableDefinition definition;

	private final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

	private StoredTable(TableDefinition definition) {
		this.definition = definition;
	}

	/** Creates a table with the hash key {@code id}, unless the customizer says more. */
	static StoredTable of(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("id");
		customizer.accept(builder);
		TableDefinition definition = builder.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(definition);
		return new StoredTable(definition);
	}

	/** Creates a table with the hash key {@code id} and nothing else. */
	static StoredTable plain() {
		return of((table) -> {
		});
	}

	/** Creates a table guarded by a counter. */
	static StoredTable counted() {
		return of((table) -> table.idempotence(COUNTED));
	}

	TableDefinition definition() {
		return this.definition;
	}

	DaplugTemplate template() {
		return template(LocalDynamoDb.client());
	}

	DaplugTemplate template(DynamoDbClient client) {
		return builder(client)
			.publisher(
					(announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
			.build();
	}

	/** Builds a template that announces nothing. */
	DaplugTemplate quiet(DynamoDbClient client) {
		return builder(client).build();
	}

	/** Begins a template for the same table under other rules. */
	DaplugTemplate template(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("orders")
			.tableName(this.definition.tableName())
			.hashKey("id");
		customizer.accept(builder);
		return DaplugTemplate.builder(LocalDynamoDb.client(), builder.build()).schemas(SCHEMAS).build();
	}

	private DaplugTemplateBuilder builder(DynamoDbClient client) {
		return DaplugTemplate.builder(client, this.definition).schemas(SCHEMAS);
	}

	/** What was announced, in its order. */
	List<ItemChange<?>> changes() {
		return this.changes;
	}

	/** Puts an item past the template. */
	void put(Map<String, AttributeValue> item) {
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.definition.tableName()).item(item));
	}

	/** Deletes an item past the template. */
	void delete(Map<String, AttributeValue> key) {
		LocalDynamoDb.client().deleteItem((delete) -> delete.tableName(this.definition.tableName()).key(key));
	}

	/** The item that is stored under the hash key {@code id}; null if there is none. */
	@Nullable Map<String, AttributeValue> stored(String id) {
		return stored(Map.of("id", text(id)));
	}

	@Nullable Map<String, AttributeValue> stored(Map<String, AttributeValue> key) {
		var response = LocalDynamoDb.client()
			.getItem((get) -> get.tableName(this.definition.tableName()).key(key).consistentRead(true));
		return response.hasItem() ? response.item() : null;
	}

	/** All that is stored. */
	List<Map<String, AttributeValue>> items() {
		return LocalDynamoDb.client()
			.scanPaginator((scan) -> scan.tableName(this.definition.tableName()).consistentRead(true))
			.items()
			.stream()
			.toList();
	}

	/** An item of a change, which must be there. */
	static Map<String, @Nullable Object> map(@Nullable Item<?> item) {
		return Objects.requireNonNull(item).toMap();
	}

	static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}

}
