package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.tenant.TenantDefinition;
import io.daplug.tenant.TenantScope;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of orders and their lines that tenants share, in which each tenant's hash keys
 * begin with {@code T#…#order#}. Who calls is what {@link TenantScope} says.
 */
final class TenantTable {

	static final String BY_STATUS = "by-status";

	static final TenantDefinition TENANTS = TenantDefinition.of(() -> null, "T#{tenant}#");

	private final StoredTable table;

	/** An order. */
	record Order(String id, String line, String status, String email, int total) {

	}

	private TenantTable(StoredTable table) {
		this.table = table;
	}

	static TenantTable create() {
		return create((table) -> {
		});
	}

	static TenantTable create(Consumer<TableDefinitionBuilder> customizer) {
		return new TenantTable(StoredTable.of((table) -> {
			table.rangeKey("line")
				.hashPrefix("order#")
				.tenant(TENANTS)
				.index(IndexDefinition.of(BY_STATUS, KeyAttribute.text("status"), KeyAttribute.text("line")));
			customizer.accept(table);
		}));
	}

	DaplugTemplate template() {
		return this.table.template();
	}

	TableDefinition definition() {
		return this.table.definition();
	}

	StoredTable stored() {
		return this.table;
	}

	List<ItemChange<?>> changes() {
		return this.table.changes();
	}

	static Order order(String tenant, int number) {
		return new Order("o" + number, "1", "open", tenant + number + "@example.com", number);
	}

	/** All that is stored of a tenant, its claims too. */
	List<Map<String, AttributeValue>> of(String tenant) {
		return this.table.items()
			.stream()
			.filter((item) -> owner(item).startsWith("T#" + tenant + "#"))
			.sorted((one, other) -> one.toString().compareTo(other.toString()))
			.toList();
	}

	/** The hash key of an item, or of the item that a claim is of. */
	private static String owner(Map<String, AttributeValue> item) {
		String id = Objects.requireNonNull(item.get("id")).s();
		return id.startsWith("_unique#") ? item.toString().replaceAll("(?s).*S=(T#[^)]*)\\).*", "$1") : id;
	}

}
