package io.daplug.template;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemInserted;
import io.daplug.event.Operation;
import io.daplug.expression.Condition;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.Validation;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DuplicateItemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for inserts and creates.
 */
class InsertIntegrationTests {

	record Order(String id, @Nullable String status, @Nullable BigDecimal total, @Nullable String note) {

	}

	@Test
	void storesTheItemAndReturnsIt() {
		StoredTable table = StoredTable.plain();
		Map<String, Object> inserted = table.template().insert(Map.of("id", "a", "total", 12));
		assertThat(inserted).containsOnly(entry("id", "a"), entry("total", new BigDecimal("12")));
		assertThat(table.stored("a")).containsOnly(entry("id", text("a")), entry("total", number(12)));
	}

	@Test
	void refusesAnItemWhoseKeyIsStored() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line").hashPrefix("order#"));
		table.template().insert(Map.of("id", "a", "line", "1", "total", 12));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "a", "line", "1", "total", 99)))
			.withMessage("An item with the key ItemKey[a, 1] is stored in table 'orders' already")
			.withCauseInstanceOf(ConditionalCheckFailedException.class)
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(ItemKey.of("a", "1")));
		assertThat(table.items()).singleElement()
			.isEqualTo(Map.of("id", text("order#a"), "line", text("1"), "total", number(12)));
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void insertsAnotherLineOfTheSameHashKey() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line"));
		table.template().insert(Map.of("id", "a", "line", "1"));
		table.template().insert(Map.of("id", "a", "line", "2"));
		assertThat(table.items()).hasSize(2);
	}

	@Test
	@DisplayName("(P2) null components are absent, nulls in a map are NULL")
	void leavesOutNullComponentsAndKeepsNullsOfMaps() {
		StoredTable table = StoredTable.plain();
		Order returned = table.template().insert(new Order("a", null, new BigDecimal("1.5"), null));
		assertThat(returned).isEqualTo(new Order("a", null, new BigDecimal("1.5"), null));
		assertThat(table.stored("a")).containsOnlyKeys("id", "total");
		Map<String, @Nullable Object> item = new HashMap<>(Map.of("id", "b"));
		item.put("note", null);
		table.template().insert(item);
		assertThat(table.stored("b")).containsEntry("note", AttributeValue.fromNul(true));
	}

	@Test
	void writesOnlyWhatTheSchemaDescribesAndFillsInDefaults() {
		StoredTable table = StoredTable
			.of((definition) -> definition.schema("Order").idempotence(IdempotenceDefinition.on("modified")));
		Map<String, Object> inserted = table.template()
			.insert(Map.of("id", "a", "total", 1, "color", "red", "modified", 1, "address",
					Map.of("city", "Ulm", "planet", "Earth")));
		assertThat(inserted).containsOnlyKeys("id", "status", "total", "address", "modified")
			.containsEntry("status", "NEW")
			.containsEntry("address", Map.of("city", "Ulm"));
		assertThat(table.stored("a")).containsOnlyKeys("id", "status", "total", "address", "modified");
	}

	@Test
	void takesTheSchemaOfTheCall() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		Map<String, Object> item = Map.of("id", "a", "total", 1, "note", "n", "color", "red");
		assertThat(table.template().insert(item, (options) -> options.schema("Receipt"))).containsOnlyKeys("id",
				"total");
		assertThat(table.template().overwrite(item, (options) -> options.noSchema())).containsOnlyKeys("id", "total",
				"note", "color");
	}

	@Test
	void listsEveryViolationAndWritesNothing() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> table.template()
				.insert(Map.of("id", "a", "status", "LOST", "total", -1, "tags", List.of("x", 2))))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SchemaViolation::pointer)
				.containsExactlyInAnyOrder("/status", "/total", "/tags/1"));
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void checksNothingWithoutValidation() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.template()
			.insert(Map.of("id", "a", "status", "LOST", "color", "red"),
					(options) -> options.validation(Validation.NONE));
		assertThat(table.stored("a")).containsOnlyKeys("id", "status");
	}

	@Test
	@DisplayName("(P1) conditions of the call hold, names aliased")
	void writesOnlyIfTheConditionOfTheCallHolds() {
		StoredTable table = StoredTable.plain();
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> table.template()
				.insert(Map.of("id", "a"), (options) -> options.condition(Condition.attribute("name").exists())))
			.withMessage("The condition is not true of the item ItemKey[a] of table 'orders'")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(ItemKey.of("a")));
		table.template()
			.insert(Map.of("id", "a"), (options) -> options.condition(Condition.attribute("a.b size").isMissing()));
		assertThatExceptionOfType(DuplicateItemException.class).isThrownBy(() -> table.template()
			.insert(Map.of("id", "a"), (options) -> options.condition(Condition.attribute("name").isMissing())));
	}

	@Test
	@DisplayName("(P18) a counter begins with one, whatever the caller sends")
	void generatesTheFirstValue() {
		StoredTable table = StoredTable.counted();
		assertThat(table.template().insert(Map.of("id", "a", "version", 41))).containsEntry("version", BigDecimal.ONE);
		StoredTable timed = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("at").with(GeneratedValue.TIMESTAMP)));
		assertThat((String) timed.template().insert(Map.of("id", "a")).get("at"))
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
	}

	@Test
	void refusesAnExpectedValueAsNothingIsStoredYet() {
		StoredTable table = StoredTable.counted();
		assertThatIllegalStateException()
			.isThrownBy(() -> table.template().insert(Map.of("id", "a"), (options) -> options.expected(3)))
			.withMessageContaining("'expected'");
		assertThat(table.items()).isEmpty();
	}

	@Test
	void createsByInsertUnlessToldToOverwrite() {
		StoredTable table = StoredTable.plain();
		table.template().create(Map.of("id", "a", "total", 1));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> table.template().create(Map.of("id", "a", "total", 2)));
		table.template().create(Map.of("id", "a", "total", 3), CreateMode.OVERWRITE);
		assertThat(table.stored("a")).containsEntry("total", number(3));
		table.template().create(new Order("b", "NEW", null, null));
		assertThat(table.stored("b")).containsOnlyKeys("id", "status");
	}

	@Test
	@DisplayName("(P24) (P25) a value that begins with the prefix gets it once more, and comes back as it was")
	void putsPrefixesOnAndTakesThemOff() {
		StoredTable table = StoredTable
			.of((definition) -> definition.rangeKey("line").hashPrefix("order#").rangePrefix("line#"));
		assertThat(table.template().insert(Map.of("id", "order#1", "line", "7")))
			.isEqualTo(Map.of("id", "order#1", "line", "7"));
		assertThat(table.items()).singleElement()
			.isEqualTo(Map.of("id", text("order#order#1"), "line", text("line#7")));
		assertThat(table.template().get(ItemKey.of("order#1", "7"))).contains(Map.of("id", "order#1", "line", "7"));
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class).satisfies((change) -> {
			assertThat(change.key()).isEqualTo(ItemKey.of("order#1", "7"));
			assertThat(StoredTable.map(change.newItem())).isEqualTo(Map.of("id", "order#1", "line", "7"));
			assertThat(change.origin().operation()).isEqualTo(Operation.INSERT);
		});
	}

	@Test
	@DisplayName("(P25) a prefix of the call takes the place of the table's")
	void takesThePrefixOfTheCall() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("order#"));
		table.template().insert(Map.of("id", "1"), (options) -> options.prefix("id", "draft#"));
		table.template().insert(Map.of("id", "1"), (options) -> options.prefix("id", ""));
		assertThat(table.items()).extracting((item) -> item.get("id"))
			.containsExactlyInAnyOrder(text("draft#1"), text("1"));
		assertThat(table.template().get(ItemKey.of("1"))).isEmpty();
		assertThat(table.template().get(ItemKey.of("1"), (options) -> options.prefix("id", "draft#")))
			.contains(Map.of("id", "1"));
	}

}
