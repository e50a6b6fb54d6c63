package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.MissingValue;
import io.daplug.idempotence.StaleItemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for overwrites, of unguarded and of guarded tables.
 */
class OverwriteIntegrationTests {

	private static final IdempotenceDefinition MODIFIED = IdempotenceDefinition.on("modified");

	@Test
	void writesTheItemWholeInThePlaceOfTheStoredOne() {
		StoredTable table = StoredTable.plain();
		table.template().overwrite(Map.of("id", "a", "total", 1, "note", "n"));
		assertThat(table.template().overwrite(Map.of("id", "a", "total", 2)))
			.isEqualTo(Map.of("id", "a", "total", new BigDecimal("2")));
		assertThat(table.stored("a")).isEqualTo(Map.of("id", text("a"), "total", number(2)));
		assertThat(table.changes()).hasSize(2);
		assertThat(table.changes().get(0)).isInstanceOf(ItemInserted.class);
		assertThat(table.changes().get(1)).isInstanceOf(ItemModified.class).satisfies((change) -> {
			assertThat(StoredTable.map(change.oldItem())).containsOnlyKeys("id", "total", "note");
			assertThat(StoredTable.map(change.newItem())).containsOnlyKeys("id", "total");
		});
	}

	@Test
	@DisplayName("(P20) an overwrite demands the value that its item carries")
	void demandsTheValueThatTheItemCarries() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED));
		table.template().overwrite(Map.of("id", "a", "modified", 1));
		table.template().overwrite(Map.of("id", "a", "modified", 1, "total", 5));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "modified", 2, "total", 6)))
			.withMessage("The item ItemKey[a] of table 'orders' is changed since it was read");
		assertThat(table.stored("a")).containsEntry("total", number(5));
	}

	@Test
	@DisplayName("(P21) a stale overwrite brings the stored item, without prefix")
	void bringsTheStoredItem() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED).hashPrefix("order#"));
		table.template().insert(Map.of("id", "a", "modified", 7, "total", 5));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(
				() -> table.template().overwrite(Map.of("id", "a", "modified", 9), (options) -> options.expected(8)))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap())
				.isEqualTo(Map.of("id", "a", "modified", new BigDecimal("7"), "total", new BigDecimal("5"))));
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void demandsTheExpectedValueAndWritesTheOneItCarries() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED));
		table.template().insert(Map.of("id", "a", "modified", "2026-01-01"));
		table.template()
			.overwrite(Map.of("id", "a", "modified", "2026-01-02"), (options) -> options.expected("2026-01-01"));
		assertThat(table.stored("a")).containsEntry("modified", text("2026-01-02"));
	}

	@Test
	void doesNotBringADeletedItemBackWhenAValueIsExpected() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(
				() -> table.template().overwrite(Map.of("id", "a", "modified", 2), (options) -> options.expected(1)))
			.withMessage("The item ItemKey[a] of table 'orders' is gone since it was read")
			.satisfies((ex) -> assertThat(ex.stored()).isEmpty());
		assertThat(table.items()).isEmpty();
	}

	@Test
	@DisplayName("(P19) an item without value does not replace one, nor is one without value replaced")
	void neverOverwritesUnconditionallyForWantOfAValue() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(MODIFIED));
		table.template().overwrite(Map.of("id", "a"));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "total", 1)));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "modified", 1)));
		StoredTable raising = StoredTable
			.of((definition) -> definition.idempotence(MODIFIED.with(IdempotenceStrategy.RAISE)));
		raising.put(Map.of("id", text("a")));
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> raising.template().overwrite(Map.of("id", "a", "modified", 1)))
			.withMessageContaining("'modified'");
	}

	@Test
	@DisplayName("(P19) an item without value is adopted on request")
	void adoptsAnItemWithoutValue() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED.with(MissingValue.ADOPT)));
		table.put(Map.of("id", text("a")));
		table.template().overwrite(Map.of("id", "a", "total", 1));
		assertThat(table.stored("a")).containsEntry("version", number(1));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "total", 2)));
	}

	@Test
	void refusesAnotherValueThanTheStoredOneBeforeTheWriteWhenRaising() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(MODIFIED.with(IdempotenceStrategy.RAISE)));
		table.template().overwrite(Map.of("id", "a", "modified", 1));
		try (CountedRequests requests = new CountedRequests()) {
			assertThatExceptionOfType(StaleItemException.class)
				.isThrownBy(
						() -> table.template(requests.client()).overwrite(Map.of("id", "a", "modified", 2, "total", 1)))
				.withMessageContaining("'modified' is sent with another value than the stored one")
				.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsOnlyKeys("id", "modified"));
			assertThat(requests.operations()).containsExactly("GetItem");
		}
		table.template().overwrite(Map.of("id", "a", "modified", 1, "total", 1));
		assertThat(table.stored("a")).containsEntry("total", number(1));
	}

	@Test
	@DisplayName("(P28) an older value is ignored by use-latest, which announces nothing and answers with the stored item")
	void ignoresAnOlderItemWhenTheLatestIsUsed() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(MODIFIED.with(IdempotenceStrategy.USE_LATEST)));
		table.template().overwrite(Map.of("id", "a", "modified", "2026-05-02", "total", 1));
		assertThat(table.template().overwrite(Map.of("id", "a", "modified", "2026-05-01T23:59:59Z", "total", 2)))
			.containsEntry("total", BigDecimal.ONE);
		assertThat(table.stored("a")).containsEntry("total", number(1));
		assertThat(table.changes()).hasSize(1);
		table.template().overwrite(Map.of("id", "a", "modified", "2026-05-02T01:00:00+00:00", "total", 3));
		assertThat(table.stored("a")).containsEntry("total", number(3));
		assertThat(table.changes()).hasSize(2);
	}

	@Test
	@DisplayName("(P6) values that are no points in time are refused, not compared")
	void refusesToCompareWhatIsNoPointInTime() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(MODIFIED.with(IdempotenceStrategy.USE_LATEST)));
		table.template().overwrite(Map.of("id", "a", "modified", "2026-05-02"));
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "modified", "lately")));
	}

	@Test
	@DisplayName("(P18) a generated value advances with every overwrite, and takes the one that the item carries for granted")
	void advancesTheCounter() {
		StoredTable table = StoredTable.counted();
		Map<String, Object> first = table.template().overwrite(Map.of("id", "a"));
		assertThat(first).containsEntry("version", BigDecimal.ONE);
		assertThat(table.template().overwrite(first)).containsEntry("version", new BigDecimal("2"));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> table.template().overwrite(first));
		assertThat(table.template().overwrite(Map.of("id", "a"), (options) -> options.expected(2)))
			.containsEntry("version", new BigDecimal("3"));
	}

	@Test
	void advancesTheTimestampAlsoWhenTheClockStandsStill() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("at").with(GeneratedValue.TIMESTAMP)));
		table.put(Map.of("id", text("a"), "at", text("2999-01-01T00:00:00.000000000Z")));
		assertThat(table.template()
			.overwrite(Map.of("id", "a"), (options) -> options.expected("2999-01-01T00:00:00.000000000Z")))
			.containsEntry("at", "2999-01-01T00:00:00.000000001Z");
	}

	@Test
	void doesNotBringADeletedItemBackWhoseValueWasGenerated() {
		for (IdempotenceStrategy strategy : new IdempotenceStrategy[] { IdempotenceStrategy.CONDITIONAL,
				IdempotenceStrategy.RAISE }) {
			StoredTable table = StoredTable
				.of((definition) -> definition.idempotence(StoredTable.COUNTED.with(strategy)));
			assertThatExceptionOfType(StaleItemException.class).as(strategy.name())
				.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "version", 3)));
			assertThat(table.items()).isEmpty();
		}
	}

	@Test
	void refusesAnExpectedValueWhereNothingGuards() {
		StoredTable table = StoredTable.plain();
		assertThatIllegalStateException()
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a"), (options) -> options.expected(1)))
			.withMessageContaining("'expected'")
			.withMessageContaining("idempotence");
		assertThat(table.items()).isEmpty();
	}

}
