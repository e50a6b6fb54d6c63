package io.daplug.test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.daplug.event.Announcement;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.MessageOptions;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecordedChanges} and its assertions.
 */
class RecordedChangesTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Duration SHORT = Duration.ofMillis(30);

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final RecordedChanges changes = new RecordedChanges(this.converter);

	@Test
	void findsWhatWasRecorded() {
		record(inserted("orders", "a-1", Map.of("status", "NEW", "total", 12)),
				modified("orders", "a-1", Map.of("status", "NEW"),
						Map.of("status", "PAID", "placedAt", "2026-11-21T12:00:00.000000000Z")),
				removed("archive", "a-1", Map.of("status", "NEW")));
		assertThat(this.changes).inserted("orders").key("a-1").attribute("status", "NEW").attribute("total", 12.0);
		assertThat(this.changes).modified("orders")
			.operation(Operation.UPDATE)
			.origin(null)
			.oldAttribute("status", "NEW")
			.attribute("placedAt", Instant.parse("2026-11-21T12:00:00Z"))
			.once();
		assertThat(this.changes).removed("archive")
			.key(ItemKey.of("a-1"))
			.attribute("status", "NEW")
			.item((item) -> assertThat(item).hasSize(1))
			.item(Status.class, (item) -> assertThat(item.status()).isEqualTo("NEW"));
		assertThat(this.changes).changed("orders").times(2).satisfying((change) -> change.key().hashValue());
		assertThat(this.changes).unchanged("customers");
		assertThat(this.changes.all()).hasSize(3);
		assertThat(this.changes.of("archive")).singleElement().isInstanceOf(ItemRemoved.class);
		assertThat(assertThat(this.changes).changed("orders").changes()).isEqualTo(this.changes.of("orders"));
	}

	@Test
	void tellsKindTableAndKeyOfWhatWasRecordedAndNoContents() {
		record(inserted("orders", "a-1", Map.of("secret", "s3cr3t")), removed("archive", "a-2", Map.of()));
		assertFails(() -> assertThat(this.changes).inserted("orders").key("a-7"), """
				Expecting an insert into 'orders' with key ItemKey[a-7], but there is none. Recorded:
				  ItemInserted orders ItemKey[a-1]
				  ItemRemoved archive ItemKey[a-2]""");
		assertFails(() -> assertThat(this.changes).modified("orders"), """
				Expecting a modification in 'orders', but there is none. Recorded:
				  ItemInserted orders ItemKey[a-1]
				  ItemRemoved archive ItemKey[a-2]""");
		assertFails(() -> assertThat(this.changes).unchanged("orders"), """
				Expecting no change of 'orders', but there is 1:
				  ItemInserted orders ItemKey[a-1]""");
		assertFails(() -> assertThat(this.changes).isEmpty(), """
				Expecting no change, but there are 2:
				  ItemInserted orders ItemKey[a-1]
				  ItemRemoved archive ItemKey[a-2]""");
	}

	@Test
	void tellsOfAnItemWhatWasAskedForOnly() {
		record(inserted("orders", "a-1", Map.of("status", "NEW", "secret", "s3cr3t")),
				inserted("orders", "a-2", Map.of("status", "PAID")));
		assertFails(() -> assertThat(this.changes).inserted("orders").key("a-1").attribute("status", "PAID"), """
				Expecting an insert into 'orders' with key ItemKey[a-1] with 'status' PAID, but there is none. Closest:
				  ItemInserted orders ItemKey[a-1], 'status' is NEW""");
		assertFails(() -> assertThat(this.changes).inserted("orders").key("a-2").attribute("total", 1), """
				Expecting an insert into 'orders' with key ItemKey[a-2] with 'total' 1, but there is none. Closest:
				  ItemInserted orders ItemKey[a-2], 'total' is absent""");
		assertFails(() -> assertThat(this.changes).inserted("orders").oldAttribute("status", "NEW"), """
				Expecting an insert into 'orders' with old 'status' NEW, but there is none. Closest:
				  ItemInserted orders ItemKey[a-1], old 'status' is absent
				  ItemInserted orders ItemKey[a-2], old 'status' is absent""");
		assertFails(() -> assertThat(this.changes).inserted("orders").origin("mirror:archive"), """
				Expecting an insert into 'orders' made by 'mirror:archive', but there is none. Closest:
				  ItemInserted orders ItemKey[a-1], made by null
				  ItemInserted orders ItemKey[a-2], made by null""");
	}

	@Test
	void tellsWhyAssertionsOfTheTestFail() {
		record(removed("orders", "a-1", null));
		assertFails(() -> assertThat(this.changes).removed("orders").satisfying((change) -> {
			throw new AssertionError("not as it must be");
		}), """
				Expecting a removal from 'orders' that satisfies the assertions, but there is none. Closest:
				  ItemRemoved orders ItemKey[a-1]: not as it must be""");
		assertFails(() -> assertThat(this.changes).removed("orders").item((item) -> {
		}), """
				Expecting a removal from 'orders' that satisfies the assertions, but there is none. Closest:
				  ItemRemoved orders ItemKey[a-1]: The source of the change does not know the item""");
	}

	@Test
	void countsWhatHasAllThatWasAskedFor() {
		record(inserted("orders", "a-1", Map.of()), inserted("orders", "a-2", Map.of()));
		assertThat(this.changes).inserted("orders").times(2).key("a-2").once();
		assertFails(() -> assertThat(this.changes).inserted("orders").once(), """
				Expecting once an insert into 'orders', but there are 2. Found:
				  ItemInserted orders ItemKey[a-1]
				  ItemInserted orders ItemKey[a-2]""");
		assertFails(() -> assertThat(this.changes).inserted("orders").key("a-1").times(3), """
				Expecting 3 times an insert into 'orders' with key ItemKey[a-1], but there is 1. Found:
				  ItemInserted orders ItemKey[a-1]""");
	}

	@Test
	void showsNoMoreThanTwenty() {
		for (int i = 0; i < 25; i++) {
			record(inserted("orders", "a-" + i, Map.of()));
		}
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.changes).removed("orders"))
			.withMessageContaining("ItemKey[a-19]")
			.withMessageEndingWith("… and 5 more")
			.withMessageNotContaining("a-20");
	}

	@Test
	void saysWhatTheTestSaysOfIt() {
		assertFails(() -> assertThat(this.changes).as("first order").inserted("orders"), """
				[first order] Expecting an insert into 'orders', but there is none. Nothing was recorded.""");
	}

	@Test
	void refusesWhatCannotBe() {
		record(inserted("orders", "a-1", Map.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> assertThat(this.changes).inserted("orders").key(ItemKey.of(Map.of("orderId", "a-1"))))
			.withMessageContaining("by position");
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.changes).inserted("orders").times(0));
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.changes).inserted(""));
	}

	@Test
	void findsKeysThatChangesHaveByNames() {
		Map<String, Object> names = new LinkedHashMap<>();
		names.put("sk", "C#a-1");
		names.put("pk", "7");
		record(new ItemInserted<>(new ItemIdentity("things", ItemKey.of("C#a-1", "7")), ItemKey.of(names),
				image(Map.of("status", "NEW")), origin(Operation.INSERT)));
		assertThat(this.changes).inserted("things").key("C#a-1", "7").attribute("status", "NEW");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.changes).inserted("things").key("7", "C#a-1"));
	}

	@Test
	void waitsForOtherThreads() {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			CountDownLatch asked = new CountDownLatch(1);
			executor.execute(() -> {
				record(inserted("orders", "a-1", Map.of()));
				awaitQuietly(asked);
				record(inserted("orders", "a-2", Map.of("status", "NEW")), inserted("orders", "a-3", Map.of()));
			});
			assertThat(this.changes).within(LONG).inserted("orders").key("a-1");
			asked.countDown();
			assertThat(this.changes).within(LONG).inserted("orders").key("a-2").attribute("status", "NEW");
			assertThat(this.changes).within(LONG).inserted("orders").times(3);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void waitsNoLongerThanItMay() {
		assertFails(() -> assertThat(this.changes).within(SHORT).inserted("orders"),
				"Expecting an insert into 'orders' within PT0.03S, but there is none. Nothing was recorded.");
		assertThat(this.changes.await(SHORT, (all) -> !all.isEmpty())).isFalse();
		assertThat(this.changes.await(Duration.ZERO, List::isEmpty)).isTrue();
	}

	@Test
	void waitsNoLongerWhenInterrupted() {
		Thread.currentThread().interrupt();
		assertThat(this.changes.await(LONG, (all) -> false)).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void forgetsWhenCleared() {
		record(inserted("orders", "a-1", Map.of()));
		List<ItemChange<?>> before = this.changes.all();
		this.changes.clear();
		assertThat(this.changes).isEmpty();
		assertThat(before).hasSize(1);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.satisfies((error) -> assertThat(error.getMessage()).isEqualToNormalizingNewlines(message));
	}

	private void record(ItemChange<?>... recorded) {
		this.changes.record(
				List.of(recorded).stream().map((change) -> new Announcement(change, MessageOptions.DEFAULTS)).toList());
	}

	private ItemChange<?> inserted(String table, String id, Map<String, ?> item) {
		return new ItemInserted<>(new ItemIdentity(table, ItemKey.of(id)), ItemKey.of(id), image(item),
				origin(Operation.INSERT));
	}

	private ItemChange<?> modified(String table, String id, Map<String, ?> before, Map<String, ?> after) {
		return new ItemModified<>(new ItemIdentity(table, ItemKey.of(id)), ItemKey.of(id), image(before), image(after),
				origin(Operation.UPDATE));
	}

	private ItemChange<?> removed(String table, String id, @Nullable Map<String, ?> item) {
		return new ItemRemoved<>(new ItemIdentity(table, ItemKey.of(id)), ItemKey.of(id),
				(item != null) ? image(item) : ItemImage.unknown(), origin(Operation.DELETE));
	}

	@SuppressWarnings("rawtypes")
	private ItemImage<Map> image(Map<String, ?> item) {
		return ItemImage.of(new Item<>(this.converter.toAttributes(item), Map.class, this.converter));
	}

	private static ChangeOrigin origin(Operation operation) {
		return new ChangeOrigin(operation, null, null, null, new ChangePosition("test", "1", Instant.EPOCH));
	}

	private record Status(String status) {

	}

}
