package io.daplug.template;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.Validation;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for updates: what is merged, what stays, what is refused.
 */
class UpdateIntegrationTests {

	record Order(String id, @Nullable String status, @Nullable BigDecimal total) {

	}

	@Test
	@DisplayName("(P2) an update merges deeply, leaves what it does not name, and writes a null of a map as NULL")
	void mergesDeeply() {
		StoredTable table = StoredTable.plain();
		table.template()
			.insert(Map.of("id", "a", "note", "n", "tags", List.of("x", 1.50), "address",
					Map.of("city", "Ulm", "street", "Hafengasse")));
		Map<String, @Nullable Object> patch = new HashMap<>();
		patch.put("note", null);
		patch.put("tags", List.of(new BigDecimal("1.5"), "y"));
		patch.put("address", Map.of("city", "Bonn"));
		Map<String, Object> updated = table.template().update(ItemKey.of("a"), patch);
		assertThat(updated).containsEntry("note", null)
			.containsEntry("tags", List.of("x", new BigDecimal("1.5"), "y"))
			.containsEntry("address", Map.of("city", "Bonn", "street", "Hafengasse"));
		assertThat(table.stored("a")).containsEntry("note", AttributeValue.fromNul(true));
	}

	@Test
	void takesPatchesAsRecordsAndTreesAndReturnsTheTypeThatIsAskedFor() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW", "total", 1));
		assertThat(table.template().update(ItemKey.of("a"), new Order("a", "PAID", null), Order.class))
			.isEqualTo(new Order("a", "PAID", BigDecimal.ONE));
		JsonNode patch = JsonMapper.shared().createObjectNode().put("total", 2);
		assertThat(table.template().as(Order.class).update(ItemKey.of("a"), patch))
			.isEqualTo(new Order("a", "PAID", new BigDecimal("2")));
	}

	@Test
	void mergesByTheStrategyOfTheCall() {
		StoredTable table = StoredTable.plain();
		ItemKey key = ItemKey.of("a");
		table.template().insert(Map.of("id", "a", "tags", List.of("x", "y"), "note", "n"));
		assertThat(table.template()
			.update(key, Map.of("tags", List.of("x")), (options) -> options.lists(ListMerge.REMOVE)))
			.containsEntry("tags", List.of("y"));
		assertThat(table.template()
			.update(key, Map.of("tags", List.of("z")), (options) -> options.lists(ListMerge.REPLACE)))
			.containsEntry("tags", List.of("z"));
		assertThat(table.template().update(key, Map.of("note", "any"), (options) -> options.maps(MapMerge.REMOVE)))
			.containsOnlyKeys("id", "tags");
		MergeStrategy patchOnly = (stored, patch) -> new HashMap<>(patch);
		assertThat(table.template().update(key, Map.of("note", "n"), (options) -> options.merge(patchOnly)))
			.containsOnlyKeys("id", "note");
		assertThatIllegalStateException()
			.isThrownBy(() -> table.template()
				.update(key, Map.of("note", "n"), (options) -> options.merge(patchOnly).lists(ListMerge.ADD)))
			.withMessageContaining("'merge'")
			.withMessageContaining("'lists'");
	}

	@Test
	void refusesAPatchThatWouldChangeAKey() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line").hashPrefix("order#"));
		table.template().insert(Map.of("id", "a", "line", "1"));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> table.template().update(ItemKey.of("a", "1"), Map.of("line", "2")))
			.withMessageContaining("'line'")
			.withMessageContaining("'orders'");
		assertThat(table.template().update(ItemKey.of("a", "1"), Map.of("id", "a", "line", "1", "total", 1)))
			.containsEntry("total", BigDecimal.ONE);
		assertThat(table.template()
			.update(ItemKey.of("a", "1"), Map.of("id", "a", "total", 1), (options) -> options.maps(MapMerge.REMOVE)))
			.containsOnlyKeys("id", "line");
	}

	@Test
	void keepsKeysAgainstAStrategyThatChangesThem() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"));
		MergeStrategy careless = (stored, patch) -> new HashMap<>(Map.of("id", text("b"), "total", number(1)));
		assertThat(table.template().update(ItemKey.of("a"), Map.of(), (options) -> options.merge(careless)))
			.containsEntry("id", "a");
		assertThat(table.items()).singleElement().isEqualTo(Map.of("id", text("a"), "total", number(1)));
	}

	@Test
	void failsOnAMissingItem() {
		StoredTable table = StoredTable.plain();
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> table.template().update(ItemKey.of("a"), Map.of("total", 1)))
			.withMessage("The item ItemKey[a] is not stored in table 'orders'")
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"));
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void doesNotBringBackAnItemThatIsDeletedMeanwhile() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"));
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> table.template(before(PutItemRequest.class, () -> table.delete(Map.of("id", text("a")))))
				.update(ItemKey.of("a"), Map.of("total", 1)));
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void appliesTheSchemaToThePatchAndChecksTheWhole() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.template().insert(Map.of("id", "a", "total", 1));
		assertThat(table.template().update(ItemKey.of("a"), Map.of("note", "n", "color", "red"))).containsOnlyKeys("id",
				"status", "total", "note");
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> table.template().update(ItemKey.of("a"), Map.of("total", -5, "status", "LOST")))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SchemaViolation::pointer)
				.containsExactlyInAnyOrder("/total", "/status"));
		table.template()
			.update(ItemKey.of("a"), Map.of("status", "LOST"), (options) -> options.validation(Validation.NONE));
		assertThat(table.stored("a")).containsEntry("status", text("LOST")).containsEntry("total", number(1));
	}

	@Test
	@DisplayName("(P2) an update fills in no defaults")
	void fillsInNoDefaults() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.put(Map.of("id", text("a")));
		assertThat(table.template().update(ItemKey.of("a"), Map.of("total", 1))).containsOnlyKeys("id", "total");
	}

	@Test
	void keepsOrDropsWhatTheSchemaDoesNotKnow() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.put(Map.of("id", text("a"), "color", text("red")));
		assertThat(table.template().update(ItemKey.of("a"), Map.of("total", 1))).containsKey("color");
		DaplugTemplate dropping = table
			.template((definition) -> definition.schema("Order").updateUnknown(UnknownAttributes.DROP));
		assertThat(dropping.update(ItemKey.of("a"), Map.of("total", 2))).containsOnlyKeys("id", "total");
		assertThat(table.stored("a")).containsOnlyKeys("id", "total");
	}

	@Test
	void writesOnlyIfTheConditionOfTheCallHolds() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW"));
		Condition paid = Condition.attribute("status").isEqualTo("PAID");
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> table.template()
			.update(ItemKey.of("a"), Map.of("total", 1), (options) -> options.condition(paid)));
		assertThat(table.template()
			.update(ItemKey.of("a"), Map.of("total", 1), (options) -> options.condition(paid.not())))
			.containsKey("total");
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> table.template(before(PutItemRequest.class, () -> table.delete(Map.of("id", text("a")))))
				.update(ItemKey.of("a"), Map.of("total", 2), (options) -> options.condition(paid.not())));
	}

	@Test
	void refusesNothingAsPatchOrKey() {
		DaplugTemplate template = StoredTable.plain().template();
		assertThatIllegalArgumentException().isThrownBy(() -> template.update(ItemKey.of("a"), nothing()))
			.withMessageContaining("'patch'");
		assertThatIllegalArgumentException().isThrownBy(() -> template.update((ItemKey) nothing(), Map.of()))
			.withMessageContaining("'key'");
	}

	@Test
	void refusesAnExpectedValueWhereNothingGuards() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a")));
		assertThatIllegalStateException().isThrownBy(
				() -> table.template().update(ItemKey.of("a"), Map.of("total", 1), (options) -> options.expected(1)))
			.withMessageContaining("'expected'");
		assertThat(table.stored("a")).doesNotContainKey("total");
	}

	/** Has something happen before requests of a kind reach the server. */
	static DynamoDbClient before(Class<?> requests, Runnable action) {
		return FaultyClient.with((request, server) -> {
			if (requests.isInstance(request)) {
				action.run();
			}
			return server.get();
		});
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

}
