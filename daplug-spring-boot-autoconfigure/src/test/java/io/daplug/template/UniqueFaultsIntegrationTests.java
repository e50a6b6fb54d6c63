package io.daplug.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for writes that move claims over a wire on which requests come to grief. A
 * deadline of no time sends everything once.
 */
class UniqueFaultsIntegrationTests {

	private static final String TRANSACTION = "TransactWriteItems";

	private final StoredTable table = StoredTable.of((definition) -> definition.unique("email"));

	/** The faults of the first so many transactions; the others are carried out. */
	private static FaultyWire.Faults first(int transactions, Fault fault) {
		AtomicInteger left = new AtomicInteger(transactions);
		return (operation, body) -> (operation.equals(TRANSACTION) && left.getAndDecrement() > 0) ? fault : Fault.NONE;
	}

	@ParameterizedTest
	@EnumSource(names = { "ANSWER_LOST", "REQUEST_LOST", "ERROR_AFTER", "ERROR_BEFORE", "THROTTLED", "CONFLICT" })
	void writesOutlastFaultsThatPass(Fault fault) {
		try (FaultyWire wire = FaultyWire.with(first(6, fault))) {
			DaplugTemplate template = this.table.template(wire.client());
			template.insert(Map.of("id", "a", "email", "x"));
			template.update(ItemKey.of("a"), Map.of("email", "y"));
			assertThat(this.table.stored("a")).containsEntry("email", text("y"));
			assertThat(this.table.items()).hasSize(2);
			assertThat(this.table.changes()).hasSize(2);
			assertThat(template.delete(ItemKey.of("a"))).isPresent();
			assertThat(this.table.items()).isEmpty();
		}
	}

	@Test
	void aWriteWhoseAnswersAreLostForGoodIsUncertain() {
		List<Map<String, Object>> entries = List.of(Map.of("id", "a", "email", "x"));
		try (FaultyWire wire = FaultyWire.with(first(Integer.MAX_VALUE, Fault.ANSWER_LOST))) {
			BatchResult<Map<String, Object>> result = this.table.template(wire.client())
				.batchInsert(entries, (options) -> options.deadline(Duration.ZERO));
			assertThat(result.uncertain()).hasSize(1);
		}
		assertThat(this.table.items()).hasSize(2);
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void aTokenTellsThatAWriteWasCarriedOutAllTheSame() {
		StoredTable tokens = StoredTable.of((definition) -> definition.unique("email").writeToken("_write"));
		List<Map<String, Object>> entries = List.of(Map.of("id", "a", "email", "x"));
		try (FaultyWire wire = FaultyWire.with(first(Integer.MAX_VALUE, Fault.ANSWER_LOST))) {
			BatchResult<Map<String, Object>> result = tokens.template(wire.client())
				.batchInsert(entries, (options) -> options.deadline(Duration.ZERO));
			assertThat(result.written()).hasSize(1);
		}
		assertThat(tokens.changes()).hasSize(1);
	}

	@Test
	void aConflictThatDoesNotEndLeavesTheEntryUnprocessed() {
		List<Map<String, Object>> entries = List.of(Map.of("id", "a", "email", "x"));
		try (FaultyWire wire = FaultyWire.with(first(Integer.MAX_VALUE, Fault.CONFLICT))) {
			BatchResult<Map<String, Object>> result = this.table.template(wire.client())
				.batchInsert(entries, (options) -> options.deadline(Duration.ZERO));
			assertThat(result.unprocessed()).hasSize(1);
		}
		assertThat(this.table.items()).isEmpty();
	}

}
