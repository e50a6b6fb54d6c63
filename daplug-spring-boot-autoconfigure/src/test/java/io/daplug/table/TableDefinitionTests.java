package io.daplug.table;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TableDefinition} and {@link IndexDefinition}.
 */
class TableDefinitionTests {

	@Test
	void needsNoMoreThanNameAndHashKey() {
		TableDefinition table = TableDefinition.named("orders").hashKey("id").build();
		assertThat(table.name()).isEqualTo("orders");
		assertThat(table.tableName()).isEqualTo("orders");
		assertThat(table.hashKey()).isEqualTo("id");
		assertThat(table.rangeKey()).isNull();
		assertThat(table.keyType("id")).isNull();
		assertThat(table.schema()).isNull();
		assertThat(table.validation()).isEqualTo(Validation.STRICT);
		assertThat(table.updateUnknown()).isEqualTo(UnknownAttributes.KEEP);
		assertThat(table.idempotence()).isNull();
		assertThat(table.indexes()).isEmpty();
		assertThat(table.itemType()).isNull();
		assertThat(table.prefixer().add("id", AttributeValue.fromS("a")).s()).isEqualTo("a");
	}

	@Test
	void keepsWhatIsDeclared() {
		IndexDefinition first = IndexDefinition.of("z", "customer", "at");
		IndexDefinition second = IndexDefinition.of("a", KeyAttribute.number("size"));
		IdempotenceDefinition guard = IdempotenceDefinition.on("modified");
		TableDefinition table = TableDefinition.named("orders")
			.tableName("orders-eu")
			.hashKey("id", ScalarAttributeType.S)
			.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("o#")
			.schema("Order")
			.validation(Validation.NONE)
			.updateUnknown(UnknownAttributes.DROP)
			.idempotence(guard)
			.index(first)
			.index(second)
			.itemType(ItemConverter.class)
			.build();
		assertThat(table.tableName()).isEqualTo("orders-eu");
		assertThat(table.keyType("line")).isEqualTo(ScalarAttributeType.N);
		assertThat(table.isKey("line")).isTrue();
		assertThat(table.isKey("size")).isFalse();
		assertThat(table.prefixer().add("id", AttributeValue.fromS("a")).s()).isEqualTo("o#a");
		assertThat(table.schema()).isEqualTo("Order");
		assertThat(table.validation()).isEqualTo(Validation.NONE);
		assertThat(table.updateUnknown()).isEqualTo(UnknownAttributes.DROP);
		assertThat(table.idempotence()).isEqualTo(guard);
		assertThat(table.indexes().values()).as("in their order").containsExactly(first, second);
		assertThat(table.indexes()).isUnmodifiable();
		assertThat(table.itemType()).isEqualTo(ItemConverter.class);
		assertThat(table.reservedAttributes()).containsExactly("id", "line", "customer", "at", "size", "modified");
		assertThat(table).hasToString("TableDefinition[orders, tableName=orders-eu]");
	}

	@Test
	void doesNotChangeWithItsBuilder() {
		TableDefinitionBuilder builder = TableDefinition.named("orders").hashKey("id", ScalarAttributeType.N);
		TableDefinition table = builder.build();
		TableDefinition other = builder.hashKey("other")
			.index(IndexDefinition.of("by-customer", "customer", null))
			.build();
		assertThat(table.hashKey()).isEqualTo("id");
		assertThat(table.indexes()).isEmpty();
		assertThat(other.keyType("other")).as("the type was another key's").isNull();
		assertThat(other.keyType("id")).isNull();
	}

	@Test
	void refusesMissingNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> TableDefinition.named(" "))
			.withMessageContaining("'name'");
		assertThatIllegalStateException().isThrownBy(() -> TableDefinition.named("orders").build())
			.withMessage("'hash-key' of table 'orders' must be set");
		assertThatIllegalArgumentException().isThrownBy(() -> TableDefinition.named("orders").hashKey(""))
			.withMessage("'hash-key' of table 'orders' must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> TableDefinition.named("orders").rangeKey(" "))
			.withMessage("'range-key' of table 'orders' must not be empty");
	}

	@Test
	void refusesPartsThatDoNotGoTogether() {
		refuses("'hash-key' and 'range-key' of table 'orders' must not be the same attribute",
				(table) -> table.rangeKey("id"));
		refuses("'range-prefix' of table 'orders' needs a 'range-key'", (table) -> table.rangePrefix("l#"));
		refuses("'hash-prefix' of table 'orders' must not be set: 'id' is no text but a number",
				(table) -> table.hashKey("id", ScalarAttributeType.N).hashPrefix("o#"));
		refuses("'range-prefix' of table 'orders' must not be set: 'line' is no text but binary",
				(table) -> table.rangeKey("line", ScalarAttributeType.B).rangePrefix("l#"));
		refuses("'idempotence.key' of table 'orders' must not be a key of the table",
				(table) -> table.idempotence(IdempotenceDefinition.on("id")));
	}

	@Test
	void refusesOneKeyAttributeOfTwoTypes() {
		IndexDefinition bySize = IndexDefinition.of("by-size", KeyAttribute.number("size"));
		refuses("Key attribute 'size' of table 'orders' is declared as a number by index 'by-size', but as text by index 'as-text'",
				(table) -> table.index(bySize).index(IndexDefinition.of("as-text", "customer", "size")));
		refuses("Key attribute 'line' of table 'orders' is declared as a number by 'range-key', but as text by index 'by-line'",
				(table) -> table.rangeKey("line", ScalarAttributeType.N)
					.index(IndexDefinition.of("by-line", "line", null)));
		refuses("'hash-prefix' of table 'orders' must not be set: 'id' is no text but a number", (table) -> table
			.hashPrefix("o#")
			.index(IndexDefinition.of("by-customer", KeyAttribute.text("customer"), KeyAttribute.number("id"))));
	}

	@Test
	void refusesIndexesThatCannotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> IndexDefinition.of("", "customer", null))
			.withMessageContaining("'name' of an index");
		assertThatIllegalArgumentException().isThrownBy(() -> IndexDefinition.of("by-customer", "", null))
			.withMessage("'hash-key' of index 'by-customer' must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> KeyAttribute.text(" "))
			.withMessage("'name' of a key attribute must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> new IndexDefinition("all", List.of(), List.of()))
			.withMessage("'hash-key' of index 'all' must not be empty");
		List<KeyAttribute> five = Stream.of("a", "b", "c", "d", "e").map(KeyAttribute::text).toList();
		assertThatIllegalArgumentException().isThrownBy(() -> new IndexDefinition("five", five, List.of()))
			.withMessage("'hash-key' of index 'five' must have at most 4 attributes, but has 5");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new IndexDefinition("five", List.of(KeyAttribute.text("z")), five))
			.withMessage("'range-key' of index 'five' must have at most 4 attributes, but has 5");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new IndexDefinition("twice", five.subList(0, 2), five.subList(1, 3)))
			.withMessage("'hash-key' and 'range-key' of index 'twice' must not name the attribute 'b' twice");
		assertThatIllegalArgumentException().isThrownBy(() -> IndexDefinition.of("by-size", "size", "size"))
			.withMessage("'hash-key' and 'range-key' of index 'by-size' must not name the attribute 'size' twice");
	}

	private static void refuses(String message, Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("orders").hashKey("id");
		customizer.accept(builder);
		assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining(message);
	}

}
