package io.daplug.template;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import io.daplug.expression.InvalidExpressionException;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.MissingValue;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.template.model.ItemNotFoundException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for changes of guarded tables: the value of the idempotence key advances in the
 * same request.
 */
class GuardedChangeIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final IdempotenceDefinition MODIFIED = IdempotenceDefinition.on("modified");

	private static final IdempotenceDefinition TIMED = MODIFIED.with(GeneratedValue.TIMESTAMP);

	private static StoredTable guarded(IdempotenceDefinition idempotence) {
		return StoredTable.of((definition) -> definition.idempotence(idempotence));
	}

	@Test
	void advancesACounterInTheSameRequest() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (CountedRequests counted = new CountedRequests()) {
			assertThat(table.template(counted.client()).change(KEY, (change) -> change.set("total", 1)))
				.isEqualTo(Map.of("id", "a", "total", BigDecimal.ONE, "version", new BigDecimal("2")));
			assertThat(counted.operations()).containsExactly("UpdateItem");
		}
		assertThat(table.stored("a")).containsKey("_write").containsEntry("version", number(2));
		assertThat(table.template().upsert(ItemKey.of("b"), (change) -> change.set("total", 1)))
			.containsEntry("version", BigDecimal.ONE);
	}

	@Test
	@DisplayName("(P18) the value that the caller saw must still be stored")
	void failsForAnItemThatIsNotTheExpectedOne() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		table.template().change(KEY, (change) -> change.set("total", 1), (options) -> options.expected(1));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template()
				.change(KEY, (change) -> change.set("total", 2), (options) -> options.expected(1)))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("total", BigDecimal.ONE));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().change(KEY, (change) -> change.set("version", 1).set("total", 2)));
		assertThat(table.template().change(KEY, (change) -> change.set("version", 2).set("total", 2)))
			.containsEntry("version", new BigDecimal("3"));
		assertThatExceptionOfType(ItemNotFoundException.class).isThrownBy(() -> table.template()
			.change(ItemKey.of("b"), (change) -> change.set("total", 2), (options) -> options.expected(1)));
	}

	@Test
	void failsForAnUpdateThatReadBeforeTheChange() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		table.template().change(KEY, (change) -> change.set("total", 1));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "version", 1)));
	}

	@Test
	void failsForAnItemWithoutValueUnlessItAdopts() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a")));
		table.put(Map.of("id", text("null"), "version", AttributeValue.fromNul(true)));
		table.put(Map.of("id", text("text"), "version", text("one")));
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> table.template().change(KEY, (change) -> change.set("total", 1)));
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> table.template().upsert(ItemKey.of("null"), (change) -> change.set("total", 1)));
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> table.template().change(ItemKey.of("text"), (change) -> change.set("total", 1)));
		DaplugTemplate adopting = table
			.template((definition) -> definition.idempotence(StoredTable.COUNTED.with(MissingValue.ADOPT)));
		assertThat(adopting.change(KEY, (change) -> change.set("total", 1))).containsEntry("version", BigDecimal.ONE);
		assertThat(adopting.change(ItemKey.of("null"), (change) -> change.set("total", 1))).containsEntry("version",
				BigDecimal.ONE);
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> adopting.change(ItemKey.of("b"), (change) -> change.set("total", 1)));
	}

	@Test
	void advancesATimestampInTheSameRequest() {
		StoredTable table = guarded(TIMED);
		table.template().insert(Map.of("id", "a"));
		String inserted = modified(table);
		try (CountedRequests counted = new CountedRequests()) {
			table.template(counted.client()).change(KEY, (change) -> change.set("total", 1));
			assertThat(counted.operations()).containsExactly("UpdateItem");
		}
		assertThat(modified(table)).isGreaterThan(inserted);
	}

	@Test
	@DisplayName("a timestamp advances although the clock went back")
	void advancesATimestampAgainstTheClock() {
		StoredTable table = guarded(TIMED);
		table.put(Map.of("id", text("a"), "modified", text("2030-01-01T00:00:00.000000000Z")));
		DaplugTemplate behind = DaplugTemplate.builder(LocalDynamoDb.client(), table.definition())
			.clock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
			.build();
		behind.change(KEY, (change) -> change.add("total", 1));
		behind.change(KEY, (change) -> change.add("total", 1));
		assertThat(modified(table)).isEqualTo("2030-01-01T00:00:00.000000002Z");
		assertThat(table.stored("a")).containsEntry("total", number(2));
	}

	private static String modified(StoredTable table) {
		return Objects.requireNonNull(Objects.requireNonNull(table.stored("a")).get("modified")).s();
	}

	@Test
	void demandsThatTheValueMovesWhereTheCallerGivesIt() {
		StoredTable table = guarded(MODIFIED);
		table.put(Map.of("id", text("a"), "modified", text("2026-01-01")));
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> table.template().change(KEY, (change) -> change.set("total", 1)))
			.withMessageContaining("'modified'")
			.withMessageContaining("'expected'");
		table.template().change(KEY, (change) -> change.set("modified", "2026-01-02").add("total", 1));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(
				() -> table.template().change(KEY, (change) -> change.set("modified", "2026-01-02").add("total", 1)))
			.withMessageContaining("another write has set it");
		assertThat(table.template()
			.change(KEY, (change) -> change.add("total", 1), (options) -> options.expected("2026-01-02")))
			.containsEntry("total", new BigDecimal("2"));
	}

	@Test
	void refusesADifferingValueWhereTheTableRaises() {
		StoredTable table = guarded(MODIFIED.with(IdempotenceStrategy.RAISE));
		table.put(Map.of("id", text("a"), "modified", text("2026-01-01")));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().change(KEY, (change) -> change.set("modified", "2026-01-02")));
		assertThat(table.template().change(KEY, (change) -> change.set("modified", "2026-01-01").set("total", 1)))
			.containsEntry("total", BigDecimal.ONE);
	}

	@Test
	void leavesOutAnOlderChangeWhereTheLatestWins() {
		StoredTable table = guarded(MODIFIED.with(IdempotenceStrategy.USE_LATEST));
		table.put(Map.of("id", text("a"), "modified", text("2026-05-10T12:00:00+02:00")));
		assertThat(table.template().change(KEY, (change) -> change.set("modified", "2026-05-10T09:59Z").set("x", 1)))
			.doesNotContainKey("x");
		assertThat(table.changes()).isEmpty();
		assertThat(table.template().change(KEY, (change) -> change.set("modified", "2026-05-10T10:01Z").set("x", 1)))
			.containsEntry("x", BigDecimal.ONE);
		table.put(Map.of("id", text("n"), "modified", number(5)));
		try (CountedRequests counted = new CountedRequests()) {
			DaplugTemplate template = table.template(counted.client());
			assertThat(template.change(ItemKey.of("n"), (change) -> change.set("modified", 4).set("x", 1)))
				.doesNotContainKey("x");
			assertThat(template.change(ItemKey.of("n"), (change) -> change.set("modified", 6).set("x", 1)))
				.containsEntry("x", BigDecimal.ONE);
			assertThat(counted.operations()).as("numbers need no look").containsExactly("UpdateItem", "UpdateItem");
		}
	}

	@Test
	void refusesStepsOnWhatTheTableItselfWrites() {
		DaplugTemplate template = StoredTable.counted().template();
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.add("version", 1)))
			.withMessageContaining("'version' guards the item");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.remove("_write")))
			.withMessageContaining("'_write'");
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(
					() -> template.change(KEY, (change) -> change.set("version", 1), (options) -> options.expected(2)))
			.withMessageContaining("'expected'");
		assertThatIllegalStateException()
			.isThrownBy(() -> StoredTable.plain()
				.template()
				.change(KEY, (change) -> change.set("x", 1), (options) -> options.expected(2)))
			.withMessageContaining("'expected'");
	}

}
