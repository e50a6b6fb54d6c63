package io.daplug.template;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.event.ItemModified;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchProgress;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.model.DuplicateItemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.daplug.template.BatchIntegrationTests.keys;
import static io.daplug.template.BatchIntegrationTests.orders;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for batches that are written as they are read.
 */
class StreamedBatchIntegrationTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "25, 1", "26, 2", "260, 11" })
	void writeAndRemoveAnyNumberOfItemsByRequestsOf25(int count, int requests) {
		StoredTable table = StoredTable.plain();
		try (CountedRequests counted = new CountedRequests()) {
			DaplugTemplate template = table.quiet(counted.client());
			BatchCounts written = template.batchOverwrite(orders(count).stream()).requireComplete();
			assertThat(written.written()).isEqualTo(count);
			assertThat(counted.operations()).hasSize(requests).allMatch("BatchWriteItem"::equals);
			assertThat(table.items()).hasSize(count);
			assertThat(template.batchDelete(keys(count).stream()).requireComplete().taken()).isEqualTo(count);
			assertThat(counted.operations()).hasSize(2 * requests);
			assertThat(table.items()).isEmpty();
		}
	}

	@Test
	void takeIterablesToo() {
		StoredTable table = StoredTable.plain();
		ItemOperations<Order> orders = table.template().as(Order.class);
		Iterable<Order> items = orders(30);
		Iterable<ItemKey> keys = keys(30);
		assertThat(orders.batchInsert(items).requireComplete().written()).isEqualTo(30);
		assertThat(table.template().batchOverwrite(items).requireComplete().written()).isEqualTo(30);
		assertThat(orders.batchUpsert(items, (options) -> options.parallelism(2)).requireComplete().written())
			.isEqualTo(30);
		assertThat(table.items()).hasSize(30);
		assertThat(orders.batchDelete(keys).requireComplete().written()).isEqualTo(30);
		assertThat(table.items()).isEmpty();
	}

	@Test
	void countUnusableEntriesAsFailedAndWriteTheOthers() {
		StoredTable table = StoredTable.plain();
		Stream<Map<String, Object>> items = IntStream.range(0, 1_000)
			.mapToObj((number) -> Map.of("id", (number % 100 == 99) ? "" : "k" + number, "n", number));
		List<BatchFailure<?>> failures = new ArrayList<>();
		BatchCounts counts = table.template()
			.batchInsert(items, (options) -> options.parallelism(4).onFailure(failures::add));
		assertThat(counts.written()).isEqualTo(990);
		assertThat(counts.failed()).isEqualTo(10);
		assertThat(failures).hasSize(10)
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(InvalidKeyException.class))
			.extracting(BatchFailure::entry)
			.anyMatch((entry) -> Map.of("id", "", "n", 99).equals(entry));
		assertThat(table.items()).hasSize(990);
		assertThatExceptionOfType(IncompleteBatchException.class).isThrownBy(counts::requireComplete)
			.withMessageStartingWith("990 entries were written, 10 failed and 0 are unprocessed; the first failure: ")
			.withCauseInstanceOf(InvalidKeyException.class);
	}

	@Test
	void countAnEntryThatIsNull() {
		StoredTable table = StoredTable.plain();
		List<BatchFailure<?>> failures = new ArrayList<>();
		BatchCounts counts = table.template()
			.batchOverwrite(Stream.of(new Order("a", 1), null, new Order("b", 1)),
					(options) -> options.onFailure(failures::add));
		assertThat(counts.written()).isEqualTo(2);
		assertThat(failures).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isNull();
			assertThat(failure.cause()).hasMessage("Entry 1 of the batch is null");
		});
	}

	@Test
	void failEntriesWhoseKeyIsStored() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("3"), "total", number(7)));
		List<BatchFailure<?>> failures = new ArrayList<>();
		BatchCounts counts = table.template()
			.batchInsert(orders(30).stream(), (options) -> options.onFailure(failures::add));
		assertThat(counts.written()).isEqualTo(29);
		assertThat(failures).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isEqualTo(new Order("3", 3));
			assertThat(failure.cause()).isInstanceOf(DuplicateItemException.class);
		});
		assertThat(table.stored("3")).containsEntry("total", number(7));
		assertThat(table.changes()).hasSize(29);
	}

	@Test
	void writeTheEntriesOfAKeyInTheirOrder() {
		StoredTable table = StoredTable.plain();
		Stream<Order> items = IntStream.range(0, 3_000).mapToObj((number) -> new Order("" + number % 7, number));
		BatchCounts counts = table.template().batchOverwrite(items).requireComplete();
		assertThat(counts.written() + counts.superseded()).isEqualTo(3_000);
		assertThat(counts.superseded()).isPositive();
		assertThat(table.items()).containsExactlyInAnyOrderElementsOf(IntStream.range(2_993, 3_000)
			.mapToObj((number) -> Map.of("id", text("" + number % 7), "total", number(number)))
			.toList());
	}

	@Test
	void writeEachEntryOfAKeyIfTheCallSaysSo() {
		StoredTable table = StoredTable.plain();
		BatchCounts counts = table.template()
			.batchOverwrite(IntStream.range(0, 40).mapToObj((number) -> new Order("a", number)),
					(options) -> options.duplicates(DuplicateKeys.IN_ORDER));
		assertThat(counts.written()).isEqualTo(40);
		assertThat(table.changes()).hasSize(40).allMatch(ItemModified.class::isInstance);
		assertThat(table.stored("a")).containsEntry("total", number(39));
	}

	@Test
	void letTheLastOfARequestStandForTheOthers() {
		StoredTable table = StoredTable.plain();
		BatchCounts counts = table.template().batchOverwrite(Stream.of(new Order("k", 1), new Order("k", 2)));
		assertThat(counts.written()).isEqualTo(1);
		assertThat(counts.superseded()).isEqualTo(1);
		assertThat(counts.complete()).isTrue();
		assertThat(table.stored("k")).containsEntry("total", number(2));
	}

	@Test
	void failTheLaterInsertsOfAKey() {
		StoredTable table = StoredTable.plain();
		BatchCounts counts = table.template()
			.batchInsert(Stream.of(new Order("a", 1), new Order("b", 1), new Order("a", 2)));
		assertThat(counts.written()).isEqualTo(2);
		assertThat(counts.failed()).isEqualTo(1);
		assertThat(table.stored("a")).containsEntry("total", number(1));
	}

	@Test
	void keepTheGuardAndTheOrderOfEachKey() {
		StoredTable table = StoredTable.counted();
		Stream<Map<String, Object>> items = IntStream.range(0, 400)
			.mapToObj((number) -> Map.of("id", "" + number % 4, "version", number / 4, "total", number));
		BatchCounts counts = table.template()
			.batchOverwrite(items.filter((item) -> !Objects.equals(item.get("version"), 50)));
		assertThat(counts.written()).as("without the version that was left out, all later ones are stale")
			.isEqualTo(50 * 4L);
		assertThat(counts.unwritten().first()).satisfies(
				(first) -> assertThat(first).extracting(BatchFailure::cause).isInstanceOf(StaleItemException.class));
		assertThat(table.items()).allSatisfy((item) -> assertThat(item).containsEntry("version", number(50)));
	}

	@Test
	void tellHowFarTheyHaveCome() {
		StoredTable table = StoredTable.plain();
		List<BatchProgress> told = new ArrayList<>();
		table.template()
			.batchOverwrite(orders(100).stream(),
					(options) -> options.onProgress(Duration.ZERO, told::add).parallelism(2));
		assertThat(told).hasSize(5).isSortedAccordingTo(Comparator.comparing(BatchProgress::done));
		assertThat(told).extracting(BatchProgress::left).contains(OptionalLong.of(75), OptionalLong.of(0));
		assertThat(told.get(4)).satisfies((last) -> {
			assertThat(last.done()).isEqualTo(100);
			assertThat(last.failed()).isZero();
			assertThat(last.perSecond()).isPositive();
		});
		told.clear();
		table.template()
			.batchOverwrite(orders(100).stream().filter((order) -> true), (options) -> options.onProgress(told::add));
		assertThat(told).last().satisfies((last) -> assertThat(last.left()).isEmpty());
	}

	@Test
	void tellAtTheEndAloneIfTheyAreToldToTellNever() {
		StoredTable table = StoredTable.plain();
		Duration never = ChronoUnit.FOREVER.getDuration();
		List<BatchProgress> told = new ArrayList<>();
		table.template().batchOverwrite(orders(60).stream(), (options) -> options.onProgress(never, told::add));
		table.template().batchOverwrite(orders(60), (options) -> options.onProgress(never, told::add));
		assertThat(told).extracting(BatchProgress::done).containsExactly(60L, 60L);
	}

	@Test
	void closeTheirStream() {
		StoredTable table = StoredTable.plain();
		AtomicInteger closed = new AtomicInteger();
		table.template().batchInsert(Stream.of(new Order("a", 1)).onClose(closed::incrementAndGet));
		assertThat(closed).hasValue(1);
	}

	@Test
	void refuseWhatIsWrongWithTheCall() {
		DaplugTemplate template = StoredTable.plain().template();
		assertThatIllegalStateException()
			.isThrownBy(() -> template.batchOverwrite(orders(1).stream(),
					(options) -> options.duplicates(DuplicateKeys.REFUSE)))
			.withMessageContaining("'duplicates'");
		assertThatIllegalStateException()
			.isThrownBy(() -> template.batchInsert(orders(1), (options) -> options.setIfAbsent("total")))
			.withMessageContaining("'setIfAbsent'");
		assertThatIllegalStateException()
			.isThrownBy(() -> template.batchUpsert(orders(1), (options) -> options.guarded(false)))
			.withMessageContaining("'guarded'");
	}

	@Test
	void countByTheKeyAsItIsStored() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));
		table.template().batchOverwrite(orders(3).stream());
		assertThat(table.items()).extracting("id").containsExactlyInAnyOrder(text("o#0"), text("o#1"), text("o#2"));
		Map<String, Object> item = new HashMap<>(Map.of("id", "9"));
		table.template().batchOverwrite(Stream.of(item), (options) -> options.prefix("id", "p#"));
		assertThat(table.stored("p#9")).isNotNull();
	}

}
