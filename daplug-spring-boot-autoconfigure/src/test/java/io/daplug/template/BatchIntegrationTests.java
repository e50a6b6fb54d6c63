package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.IncompleteBatchException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for batches that DynamoDB carries out.
 */
class BatchIntegrationTests {

	record Order(String id, int total) {

	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "25, 1", "26, 2", "60, 3" })
	@DisplayName("(P9) any number of items goes out, 25 in a request")
	void writesAnyNumberOfItems(int count, int requests) {
		StoredTable table = StoredTable.plain();
		try (CountedRequests counted = new CountedRequests()) {
			DaplugTemplate template = table.quiet(counted.client());
			BatchResult<Order> inserted = template.batchOverwrite(orders(count)).requireComplete();
			assertThat(inserted.written()).isEqualTo(orders(count));
			assertThat(counted.operations()).hasSize(requests).allMatch("BatchWriteItem"::equals);
			assertThat(table.items()).hasSize(count);
			BatchResult<ItemKey> deleted = template.batchDelete(keys(count));
			assertThat(deleted.written()).isEqualTo(keys(count));
			assertThat(counted.operations()).hasSize(2 * requests);
			assertThat(table.items()).isEmpty();
		}
	}

	@Test
	@DisplayName("(P9) 10,000 items")
	void writesTenThousandItems() {
		StoredTable table = StoredTable.plain();
		BatchResult<Order> result = table.quiet(LocalDynamoDb.client()).batchOverwrite(orders(10_000));
		assertThat(result.written()).isEqualTo(orders(10_000));
		assertThat(result.complete()).isTrue();
		assertThat(LocalDynamoDb.client()
			.scan((scan) -> scan.tableName(table.definition().tableName()).select(Select.COUNT))
			.count()).isEqualTo(10_000);
		LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(table.definition().tableName()));
	}

	@Test
	@DisplayName("(P9) large items go out too, 25 of them being almost 10 MB")
	void writesLargeItems() {
		StoredTable table = StoredTable.plain();
		String large = "x".repeat(390_000);
		List<Map<String, String>> items = IntStream.range(0, 30)
			.mapToObj((i) -> Map.of("id", "" + i, "text", large))
			.toList();
		assertThat(table.template().batchOverwrite(items).requireComplete().written()).hasSize(30);
		assertThat(table.items()).hasSize(30);
		LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(table.definition().tableName()));
	}

	@Test
	@DisplayName("(P10) the last of several entries with one key wins, compared as they are stored")
	void lastOfDuplicatesWins() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("n", ScalarAttributeType.N));
		Map<String, Object> first = Map.of("id", "a", "n", 1, "total", 1);
		Map<String, Object> other = Map.of("id", "b", "n", 1);
		Map<String, Object> last = Map.of("id", "a", "n", new BigDecimal("1.0"), "total", 2);
		BatchResult<Map<String, Object>> result = table.template().batchOverwrite(List.of(first, other, last));
		assertThat(result.written()).containsExactly(other, last);
		assertThat(result.superseded()).containsExactly(first);
		assertThat(table.stored(Map.of("id", text("a"), "n", number(1)))).containsEntry("total", number(2));
		assertThat(table.changes()).hasSize(2);
		BatchResult<ItemKey> deleted = table.template()
			.batchDelete(List.of(ItemKey.of("a", 1), ItemKey.of(Map.of("n", 1, "id", "a"))));
		assertThat(deleted.written()).hasSize(1);
		assertThat(deleted.superseded()).containsExactly(ItemKey.of("a", 1));
	}

	@Test
	@DisplayName("(P13) every item that is written is announced")
	void announcesWhatWasWritten() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));
		table.template().batchOverwrite(orders(30));
		assertThat(table.changes()).hasSize(30)
			.allMatch(ItemModified.class::isInstance)
			.allMatch((change) -> change.oldImage().equals(ItemImage.unknown()))
			.allMatch((change) -> change.origin().operation() == Operation.BATCH_OVERWRITE)
			.extracting(ItemChange::key)
			.containsExactlyInAnyOrderElementsOf(keys(30));
		table.template().batchOverwrite(orders(3), (options) -> options.publish(false));
		assertThat(table.changes()).hasSize(30);
	}

	@Test
	@DisplayName("(P13) (P28) every item that is removed is announced, and no key that finds nothing")
	void announcesWhatWasRemoved() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));
		table.quiet(LocalDynamoDb.client()).batchOverwrite(orders(3));
		BatchResult<ItemKey> result = table.template().batchDelete(keys(5));
		assertThat(result.written()).hasSize(5);
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).hasSize(3)
			.allMatch(ItemRemoved.class::isInstance)
			.allMatch((change) -> change.origin().operation() == Operation.BATCH_DELETE)
			.extracting(ItemChange::key)
			.containsExactlyInAnyOrderElementsOf(keys(3));
	}

	@Test
	@DisplayName("(P14) on a guarded table each item is a conditional write, and stale ones fail alone")
	void guardsEachItem() {
		StoredTable table = StoredTable.counted();
		List<Map<String, Object>> fresh = new ArrayList<>();
		IntStream.range(0, 30).forEach((i) -> fresh.add(Map.of("id", "" + i)));
		assertThat(table.template().batchOverwrite(fresh).written()).hasSize(30);
		table.template().update(ItemKey.of("7"), Map.of("total", 7));
		List<Map<String, Object>> again = new ArrayList<>();
		IntStream.range(0, 30).forEach((i) -> again.add(Map.of("id", "" + i, "version", 1, "total", 1)));
		BatchResult<Map<String, Object>> result = table.template().batchOverwrite(again);
		assertThat(result.written()).hasSize(29);
		assertThat(result.failed()).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isEqualTo(again.get(7));
			assertThat(failure.cause()).isInstanceOf(StaleItemException.class);
		});
		assertThat(table.stored("7")).containsEntry("total", number(7));
		assertThat(table.stored("8")).containsEntry("version", number(2)).containsEntry("total", number(1));
		assertThat(table.changes()).hasSize(30 + 1 + 29).filteredOn(ItemModified.class::isInstance).hasSize(30);
		assertThatExceptionOfType(IncompleteBatchException.class).isThrownBy(result::requireComplete)
			.withMessage("29 entries were written, 1 failed and 0 are unprocessed")
			.withCauseInstanceOf(StaleItemException.class);
	}

	@Test
	@DisplayName("(P14) (P20) deletes of a guarded table are conditional too")
	void guardsEachDelete() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a"), "version", number(3)));
		table.put(Map.of("id", text("b")));
		BatchResult<ItemKey> result = table.template()
			.batchDelete(List.of(ItemKey.of("a"), ItemKey.of("b"), ItemKey.of("c")));
		assertThat(result.written()).containsExactly(ItemKey.of("a"), ItemKey.of("c"));
		assertThat(result.failed()).extracting(BatchFailure::entry).containsExactly(ItemKey.of("b"));
		assertThat(table.items()).hasSize(1);
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void writesUnguardedIfTheCallSaysSo() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(IdempotenceDefinition.on("version")));
		table.put(Map.of("id", text("a"), "version", number(9)));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.quiet(requests.client());
			template.batchOverwrite(List.of(Map.of("id", "a", "version", 1)), (options) -> options.guarded(false));
			assertThat(table.stored("a")).containsEntry("version", number(1));
			template.batchDelete(List.of(ItemKey.of("a")), (options) -> options.guarded(false));
			assertThat(requests.operations()).containsExactly("BatchWriteItem", "BatchWriteItem");
		}
	}

	@Test
	void keepsTheLatestOfEachItem() {
		StoredTable table = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("at").with(IdempotenceStrategy.USE_LATEST)));
		table.put(Map.of("id", text("a"), "at", number(5)));
		table.put(Map.of("id", text("b"), "at", number(5)));
		BatchResult<Map<String, Object>> result = table.template()
			.batchOverwrite(List.of(Map.of("id", "a", "at", 4), Map.of("id", "b", "at", 6)));
		assertThat(result.complete()).isTrue();
		assertThat(table.stored("a")).containsEntry("at", number(5));
		assertThat(table.stored("b")).containsEntry("at", number(6));
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	@DisplayName("(P25) batches take schema and prefixes of the call")
	void takesSchemaAndPrefixOfTheCall() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order").hashPrefix("o#"));
		table.template()
			.batchOverwrite(List.of(Map.of("id", "a", "total", 1, "note", "n")),
					(options) -> options.schema("Receipt").prefix("id", "r#"));
		assertThat(table.items()).singleElement().isEqualTo(Map.of("id", text("r#a"), "total", number(1)));
		assertThat(table.changes()).singleElement().satisfies((change) -> {
			assertThat(change.key()).isEqualTo(ItemKey.of("a"));
			assertThat(change.origin().schema()).isEqualTo("Receipt");
		});
		table.template().batchDelete(List.of(ItemKey.of("a")), (options) -> options.prefix("id", "r#"));
		assertThat(table.items()).isEmpty();
	}

	static List<Order> orders(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Order("" + i, i)).toList();
	}

	static List<ItemKey> keys(int count) {
		return IntStream.range(0, count).mapToObj((i) -> ItemKey.of("" + i)).toList();
	}

}
