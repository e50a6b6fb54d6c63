package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.expression.Condition;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.UnknownSchemaException;
import io.daplug.template.model.ConditionNotMetException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for deletes.
 */
class DeleteIntegrationTests {

	record Order(String id, BigDecimal total) {

	}

	@Test
	void returnsTheItemThatWasRemoved() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("order#"));
		table.put(Map.of("id", text("order#a"), "total", number(3)));
		assertThat(table.template().delete(ItemKey.of("a"), Order.class)).contains(new Order("a", new BigDecimal("3")));
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).singleElement().isInstanceOf(ItemRemoved.class).satisfies((change) -> {
			assertThat(change.key()).isEqualTo(ItemKey.of("a"));
			assertThat(StoredTable.map(change.oldItem())).containsOnlyKeys("id", "total");
			assertThat(change.origin().operation()).isEqualTo(Operation.DELETE);
		});
	}

	@Test
	@DisplayName("(P28) a delete that finds nothing is empty and announces nothing")
	void isEmptyAndSilentIfThereIsNothing() {
		StoredTable plain = StoredTable.plain();
		assertThat(plain.template().delete(ItemKey.of("a"))).isEmpty();
		assertThat(plain.changes()).isEmpty();
		StoredTable counted = StoredTable.counted();
		assertThat(counted.template().delete(ItemKey.of("a"))).isEmpty();
		assertThat(counted.changes()).isEmpty();
	}

	@Test
	@DisplayName("(P20) (P21) a delete with an old value removes nothing and brings the stored item")
	void demandsTheExpectedValue() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		table.template().update(ItemKey.of("a"), Map.of("total", 1));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().delete(ItemKey.of("a"), (options) -> options.expected(1)))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("version",
					new BigDecimal("2")));
		assertThat(table.stored("a")).isNotNull();
		assertThat(table.template().delete(ItemKey.of("a"), (options) -> options.expected(2))).isPresent();
		assertThat(table.stored("a")).isNull();
	}

	@Test
	void isStaleIfAnExpectedItemIsGone() {
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(
					() -> StoredTable.counted().template().delete(ItemKey.of("a"), (options) -> options.expected(1)))
			.satisfies((ex) -> assertThat(ex.stored()).isEmpty());
	}

	@Test
	@DisplayName("(P20) an item that changes between read and delete stays")
	void leavesAnItemThatChangedMeanwhile() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof DeleteItemRequest) {
				table.template().update(ItemKey.of("a"), Map.of("total", 1));
			}
			return server.get();
		});
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template(client).delete(ItemKey.of("a")));
		assertThat(table.stored("a")).containsEntry("version", number(2));
	}

	@Test
	@DisplayName("(P19) an item without value is not deleted unguarded")
	void failsOnAnItemWithoutValue() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a")));
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> table.template().delete(ItemKey.of("a")));
		assertThat(table.stored("a")).isNotNull();
	}

	@Test
	void deletesOnlyIfTheConditionOfTheCallHolds() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a", "status", "PAID"));
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> table.template()
			.delete(ItemKey.of("a"), (options) -> options.condition(Condition.attribute("status").isEqualTo("NEW"))));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> table.template()
			.delete(ItemKey.of("a"),
					(options) -> options.expected(9).condition(Condition.attribute("status").isEqualTo("PAID"))));
		assertThat(table.template()
			.delete(ItemKey.of("a"), (options) -> options.condition(Condition.attribute("status").isEqualTo("PAID"))))
			.isPresent();
	}

	@Test
	void refusesAnExpectedValueWhereNothingGuards() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a")));
		assertThatIllegalStateException()
			.isThrownBy(() -> table.template().delete(ItemKey.of("a"), (options) -> options.expected(1)));
		assertThat(table.stored("a")).isNotNull();
	}

	@Test
	void deletesNothingIfItsSchemaIsUnknown() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a")));
		assertThatExceptionOfType(UnknownSchemaException.class)
			.isThrownBy(() -> table.template().delete(ItemKey.of("a"), (options) -> options.schema("Ordr")));
		assertThat(table.stored("a")).isNotNull();
	}

}
