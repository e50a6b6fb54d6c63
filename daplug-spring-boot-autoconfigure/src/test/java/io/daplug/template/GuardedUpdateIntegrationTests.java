package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.MissingValue;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.merge.MapMerge;
import io.daplug.template.model.ConditionNotMetException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for updates of guarded tables.
 */
class GuardedUpdateIntegrationTests {

	private static final IdempotenceDefinition MODIFIED = IdempotenceDefinition.on("modified");

	private static final ItemKey KEY = ItemKey.of("a");

	@Test
	void writesTheValueOfThePatch() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED));
		table.put(Map.of("id", text("a"), "modified", text("2026-01-01")));
		assertThat(table.template().update(KEY, Map.of("modified", "2026-01-02", "total", 1))).containsEntry("modified",
				"2026-01-02");
		assertThat(table.stored("a")).containsEntry("modified", text("2026-01-02"));
	}

	@Test
	@DisplayName("(P18) (P21) an item that changes between read and write is not overwritten")
	void isStaleIfTheItemChangesMeanwhile() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		DaplugTemplate slow = table.template(UpdateIntegrationTests.before(PutItemRequest.class,
				() -> table.put(Map.of("id", text("a"), "version", number(2), "total", number(7)))));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> slow.update(KEY, Map.of("total", 1)))
			.satisfies((ex) -> {
				assertThat(ex.key()).isEqualTo(KEY);
				assertThat(ex.table()).isEqualTo("orders");
				assertThat(ex.stored().orElseThrow().toMap()).containsEntry("total", new BigDecimal("7"));
			});
		assertThat(table.stored("a")).containsEntry("total", number(7));
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void isStaleWithoutStoredItemIfTheItemIsDeletedMeanwhile() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		DaplugTemplate slow = table
			.template(UpdateIntegrationTests.before(PutItemRequest.class, () -> table.delete(Map.of("id", text("a")))));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> slow.update(KEY, Map.of("total", 1)))
			.withMessage("The item ItemKey[a] of table 'orders' is gone since it was read")
			.satisfies((ex) -> assertThat(ex.stored()).isEmpty());
		assertThat(table.items()).isEmpty();
	}

	@Test
	@DisplayName("(P18) the value advances with every update, also with one that changes nothing else")
	void advancesTheCounter() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		table.template().update(KEY, Map.of("total", 1));
		table.template().update(KEY, Map.of("total", 1));
		assertThat(table.stored("a")).containsEntry("version", number(3));
		assertThat(table.changes()).hasSize(3);
	}

	@Test
	void takesAGeneratedValueInThePatchForTheOneTheCallerSaw() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		assertThat(table.template().update(KEY, Map.of("total", 1, "version", 1))).containsEntry("version",
				new BigDecimal("2"));
		try (CountedRequests requests = new CountedRequests()) {
			assertThatExceptionOfType(StaleItemException.class)
				.isThrownBy(() -> table.template(requests.client()).update(KEY, Map.of("total", 2, "version", 1)))
				.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("version",
						new BigDecimal("2")));
			assertThat(requests.operations()).containsExactly("GetItem");
		}
	}

	@Test
	void demandsTheExpectedValue() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("at").with(GeneratedValue.TIMESTAMP)));
		Object first = table.template().insert(Map.of("id", "a")).get("at");
		assertThat(first).isNotNull();
		Object second = table.template()
			.update(KEY, Map.of("total", 1), (options) -> options.expected(first))
			.get("at");
		assertThat((String) second).isGreaterThan((String) first);
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().update(KEY, Map.of("total", 2), (options) -> options.expected(first)));
		assertThat(table.stored("a")).containsEntry("total", number(1));
	}

	@Test
	void tellsTheCallersConditionFromAStaleItem() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a", "status", "NEW"));
		Condition paid = Condition.attribute("status").isEqualTo("PAID");
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> table.template().update(KEY, Map.of("total", 1), (options) -> options.condition(paid)));
		DaplugTemplate slow = table.template(UpdateIntegrationTests.before(PutItemRequest.class,
				() -> table.put(Map.of("id", text("a"), "version", number(2), "status", text("NEW")))));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> slow.update(KEY, Map.of("total", 1), (options) -> options.condition(paid)));
	}

	@Test
	@DisplayName("(P19) an item without value is an error, or adopted on request under the condition that it still has none")
	void failsOnAMissingValueOrAdoptsIt() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a")));
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> table.template().update(KEY, Map.of("total", 1)))
			.withMessageContaining("'version'")
			.withMessageContaining("adopt");
		DaplugTemplate adopting = table
			.template((definition) -> definition.idempotence(StoredTable.COUNTED.with(MissingValue.ADOPT)));
		assertThat(adopting.update(KEY, Map.of("total", 1))).containsEntry("version", BigDecimal.ONE);
		StoredTable other = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED.with(MissingValue.ADOPT)));
		other.put(Map.of("id", text("a")));
		DaplugTemplate slow = other.template(UpdateIntegrationTests.before(PutItemRequest.class,
				() -> other.put(Map.of("id", text("a"), "version", number(1)))));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> slow.update(KEY, Map.of("total", 2)));
	}

	@Test
	@DisplayName("(P28) an older update is ignored by use-latest, which announces nothing")
	void ignoresAnOlderPatchWhenTheLatestIsUsed() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(MODIFIED.with(IdempotenceStrategy.USE_LATEST)));
		table.put(Map.of("id", text("a"), "modified", number(10)));
		assertThat(table.template().update(KEY, Map.of("modified", 9, "total", 1))).doesNotContainKey("total")
			.containsEntry("modified", BigDecimal.TEN);
		assertThat(table.changes()).isEmpty();
		assertThat(table.template().update(KEY, Map.of("modified", 11, "total", 1))).containsKey("total");
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void refusesAnotherValueWhenRaising() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(MODIFIED.with(IdempotenceStrategy.RAISE)));
		table.put(Map.of("id", text("a"), "modified", number(10)));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().update(KEY, Map.of("modified", 11)));
		assertThat(table.template().update(KEY, Map.of("modified", 10.0, "total", 1))).containsKey("total");
	}

	@Test
	void keepsTheValueAgainstAPatchThatRemovesIt() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED));
		table.put(Map.of("id", text("a"), "modified", number(10), "total", number(1)));
		assertThat(table.template()
			.update(KEY, Map.of("modified", 10, "total", 1), (options) -> options.maps(MapMerge.REMOVE)))
			.containsOnlyKeys("id", "modified");
	}

}
