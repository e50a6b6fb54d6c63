package io.daplug.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;

/**
 * A table whose items have versions, as several releases of an application know it. In
 * version 1 an order has a {@code name}; version 2 calls it {@code customer}; version 3
 * holds the first and the last name in it. The upcaster from version 2 fails on a
 * customer without a last name.
 */
final class VersionedTable {

	static final String VERSION = "_v";

	static final SchemaUpcaster TO_2 = SchemaUpcaster.of("orders", 1, (item) -> {
		item.put("customer", item.remove("name"));
		return item;
	});

	static final SchemaUpcaster TO_3 = SchemaUpcaster.of("orders", 2, (item) -> {
		String[] names = String.valueOf(item.get("customer")).split(" ");
		Map<String, @Nullable Object> customer = new LinkedHashMap<>();
		customer.put("first", names[0]);
		customer.put("last", names[1]);
		item.put("customer", customer);
		return item;
	});

	private static final List<SchemaUpcaster> UPCASTERS = List.of(TO_2, TO_3,
			SchemaUpcaster.of("orders", 3, (item) -> item));

	private final Consumer<TableDefinitionBuilder> customizer;

	private final StoredTable table;

	private VersionedTable(Consumer<TableDefinitionBuilder> customizer) {
		this.customizer = customizer;
		this.table = StoredTable.of(customizer);
	}

	static VersionedTable plain() {
		return of((table) -> {
		});
	}

	static VersionedTable of(Consumer<TableDefinitionBuilder> customizer) {
		return new VersionedTable(customizer);
	}

	/** The definition of a release. */
	TableDefinition definition(int version) {
		TableDefinitionBuilder builder = TableDefinition.named("orders")
			.tableName(this.table.definition().tableName())
			.hashKey("id")
			.schemaVersion(new SchemaVersionDefinition(VERSION, version));
		this.customizer.accept(builder);
		return builder.build();
	}

	/** The release that knows versions up to the given one. */
	DaplugTemplate release(int version) {
		return release(version, LocalDynamoDb.client());
	}

	DaplugTemplate release(int version, DynamoDbClient client) {
		return release(version, client, UPCASTERS.subList(0, version - 1));
	}

	DaplugTemplate release(int version, List<SchemaUpcaster> upcasters) {
		return release(version, LocalDynamoDb.client(), upcasters);
	}

	DaplugTemplate release(int version, DynamoDbClient client, List<SchemaUpcaster> upcasters) {
		return DaplugTemplate.builder(client, definition(version))
			.upcasters(SchemaUpcasters.of(upcasters))
			.publisher((announcements) -> announcements
				.forEach((announcement) -> this.table.changes().add(announcement.change())))
			.build();
	}

	List<ItemChange<?>> changes() {
		return this.table.changes();
	}

	/** Stores an order of version 1, which has no version. */
	void first(String id, String name) {
		this.table.put(Map.of("id", text(id), "name", text(name), "total", number(5)));
	}

	/** Stores an order of version 2. */
	void second(String id, String customer) {
		this.table.put(Map.of("id", text(id), "customer", text(customer), "total", number(5), VERSION, number(2)));
	}

	/** Stores an order of version 4, of which releases before it know nothing. */
	void fourth(String id) {
		this.table.put(Map.of("id", text(id), "total", number(5), "parts", text("new"), VERSION, number(4)));
	}

	void put(Map<String, AttributeValue> item) {
		this.table.put(item);
	}

	@Nullable Map<String, AttributeValue> found(String id) {
		return this.table.stored(id);
	}

	Map<String, AttributeValue> stored(String id) {
		return Objects.requireNonNull(this.table.stored(id));
	}

	List<Map<String, AttributeValue>> items() {
		return this.table.items();
	}

	/**
	 * An order as release 3 knows it.
	 */
	record Order(String id, Name customer, int total) {

		static Order of(String id, String first, String last) {
			return new Order(id, new Name(first, last), 5);
		}

	}

	/**
	 * The name of a customer as release 3 knows it.
	 */
	record Name(String first, String last) {

	}

	/** An order as release 3 stores it. */
	static Map<String, AttributeValue> storedOrder(String id, String first, String last) {
		return Map.of("id", text(id), "customer",
				AttributeValue.fromM(Map.of("first", text(first), "last", text(last))), "total", number(5), VERSION,
				number(3));
	}

	static ItemKey key(String id) {
		return ItemKey.of(id);
	}

}
