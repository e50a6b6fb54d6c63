package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.Operation;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.StaleItemException;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.WriteAnswerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.daplug.template.BatchIntegrationTests.orders;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for batches that set what each record has, and leave other attributes as they
 * are.
 */
class BatchUpsertIntegrationTests {

	record Total(String id, int total) {

	}

	@Test
	void setWhatTheRecordsHaveByOneRequestEach() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("3"), "note", text("keep")));
		try (CountedRequests requests = new CountedRequests()) {
			BatchResult<Total> result = table.quiet(requests.client())
				.as(Total.class)
				.batchUpsert(IntStream.range(0, 30).mapToObj((id) -> new Total("" + id, id)).toList())
				.requireComplete();
			assertThat(result.written()).hasSize(30).element(7).isEqualTo(new Total("7", 7));
			assertThat(requests.operations()).hasSize(30).allMatch("UpdateItem"::equals);
		}
		assertThat(table.stored("3")).containsEntry("note", text("keep")).containsEntry("total", number(3));
		assertThat(table.template()
			.batchUpsert(List.of(Map.of("id", "3", "total", 4)), (options) -> options.setIfAbsent("total"))
			.written()).singleElement().isEqualTo(Map.of("id", "3", "note", "keep", "total", new BigDecimal(3)));
	}

	@Test
	void announceEachRecord() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("0")));
		table.template().batchUpsert(orders(2));
		table.template().batchUpsert(orders(2).stream());
		assertThat(table.changes()).hasSize(2)
			.extracting(Object::getClass)
			.containsExactlyInAnyOrder(ItemModified.class, ItemInserted.class);
		assertThat(table.changes())
			.allSatisfy((change) -> assertThat(change.origin().operation()).isEqualTo(Operation.BATCH_UPSERT));
	}

	@Test
	void writeTheRecordsOfAKeyInTheirOrder() {
		StoredTable table = StoredTable.plain();
		List<Map<String, Object>> records = new ArrayList<>();
		IntStream.range(0, 60).forEach((number) -> records.add(Map.of("id", "a", "n" + number % 3, number)));
		for (BatchCounts counts : List.of(table.template().batchUpsert(records.stream()),
				table.template().batchUpsert((Iterable<Map<String, Object>>) records))) {
			assertThat(counts.requireComplete().written()).isEqualTo(60);
		}
		assertThat(table.template().batchUpsert(records).requireComplete().written()).hasSize(60)
			.last()
			.isEqualTo(Map.of("id", "a", "n0", new BigDecimal(57), "n1", new BigDecimal(58), "n2", new BigDecimal(59)));
		assertThat(table.template()
			.batchUpsert(records, (options) -> options.duplicates(DuplicateKeys.LAST_WINS))
			.superseded()).hasSize(59);
	}

	@Test
	void keepTheGuard() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a"), "version", number(3)));
		BatchResult<Map<String, Object>> result = table.template()
			.batchUpsert(List.of(Map.of("id", "a", "version", 2, "total", 1), Map.of("id", "b", "total", 1)));
		assertThat(result.written()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("version", BigDecimal.ONE));
		assertThat(result.failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(StaleItemException.class));
		StoredTable latest = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("at").with(IdempotenceStrategy.USE_LATEST)));
		latest.put(Map.of("id", text("a"), "at", number(5)));
		assertThat(latest.template()
			.batchUpsert(Stream.of(Map.of("id", "a", "at", 4, "old", 1), Map.of("id", "b", "at", 1)))
			.requireComplete()
			.written()).isEqualTo(2);
		assertThat(latest.stored("a")).doesNotContainKey("old");
	}

	@Test
	void moveClaims() {
		StoredTable table = StoredTable.of((definition) -> definition.unique("email"));
		table.template().insert(Map.of("id", "a", "email", "x"));
		BatchCounts counts = table.template()
			.batchUpsert(Stream.of(Map.of("id", "a", "email", "y"), Map.of("id", "b", "email", "y")),
					(options) -> options.parallelism(1));
		assertThat(counts.written()).isEqualTo(1);
		assertThat(counts.unwritten().first()).satisfies(
				(first) -> assertThat(first).extracting("cause").isInstanceOf(DuplicateAttributeException.class));
		assertThat(table.template().insert(Map.of("id", "c", "email", "x"))).isNotNull();
	}

	@Test
	void writeNothingOfACollectionWithAnUnusableRecord() {
		StoredTable table = StoredTable.plain();
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> table.template().batchUpsert(List.of(Map.of("id", "a"), Map.of("total", 1))))
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void tellOfARecordThatIsWrittenAndCannotBeRead() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", text("many")));
		List<Named> records = List.of(new Named("a", "n", null));
		ItemOperations<Named> named = table.template().as(Named.class);
		assertThat(named.batchUpsert(records, (options) -> options.setIfAbsent("total")).failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(WriteAnswerException.class));
		assertThat(table.stored("a")).containsEntry("name", text("n"));
		assertThat(named.batchUpsert(records, (options) -> options.setIfAbsent("total").answerAsGiven())
			.requireComplete()
			.written()).isEqualTo(records);
		assertThat(named.batchUpsert(records.stream(), (options) -> options.setIfAbsent("total"))
			.requireComplete()
			.written()).isEqualTo(1);
	}

	record Named(String id, String name, @Nullable Integer total) {

	}

}
