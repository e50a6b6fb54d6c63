package io.daplug.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static io.daplug.mirror.Destination.inserted;
import static io.daplug.mirror.Destination.modified;
import static io.daplug.mirror.Destination.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what a {@link MirrorHandler} makes of copies that cannot be written, and where it
 * ends.
 */
class MirrorFailuresIntegrationTests {

	private static final MirrorTransform AS_IT_IS = FieldMapping.builder().build();

	/** Copies are filed by the order's state: the key moves with it. */
	private static final MirrorTransform BY_STATE = (change) -> {
		Map<String, @Nullable Object> order = map(change.newItem());
		return Map.of("shelf", order.get("state") + "/" + order.get("order_id"), "order_id",
				String.valueOf(order.get("order_id")));
	};

	@Test
	void failsOnlyTheChangeWhoseCopyViolatesTheSchema() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder"));
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		ItemChange<?> bad = inserted(Map.of("order_id", "2", "total", -5));
		List<FailedChange> failed = mirror.handleAll(List.of(inserted(Map.of("order_id", "1", "total", 1)), bad,
				inserted(Map.of("order_id", "3", "total", 3, "unknown", true))));
		assertThat(failed).singleElement().satisfies((one) -> {
			assertThat(one.change()).isSameAs(bad);
			assertThat(one.cause()).isInstanceOf(SchemaViolationException.class);
		});
		assertThat(destination.items()).extracting((item) -> item.get("order_id")).containsExactlyInAnyOrder("1", "3");
		assertThat(destination.items()).allSatisfy((item) -> assertThat(item).doesNotContainKey("unknown"));
	}

	@Test
	void failsEveryChangeOfABatchWhereEachCopyIsWrong() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder"));
		List<ItemChange<?>> changes = new ArrayList<>();
		for (int i = 0; i < 250; i++) {
			changes.add(inserted(Map.of("order_id", "o" + i, "total", (i % 2 == 0) ? -1 : 1)));
		}
		List<FailedChange> failed = destination.mirror(AS_IT_IS).handleAll(changes);
		assertThat(failed).hasSize(125);
		assertThat(destination.items()).hasSize(125);
	}

	@Test
	void checksBySchemaOfItsOwn() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder"));
		MirrorHandler mirror = destination.mirror(AS_IT_IS, (definition) -> definition.schema("TightOrder"));
		assertThat(mirror.handleAll(
				List.of(inserted(Map.of("order_id", "1", "total", 11)), inserted(Map.of("order_id", "2", "total", 9)))))
			.extracting((failed) -> failed.change().key())
			.containsExactly(ItemKey.of("1"));
	}

	@Test
	void failsAnItemWithoutKey() {
		Destination destination = Destination.of((table) -> table.hashKey("shelf"));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> destination.mirror(AS_IT_IS).handle(inserted(order("1", "NEW"))))
			.withMessageContaining("'shelf' of table 'archive'");
	}

	@Test
	void writesOnlyTheLastOfSeveralChangesOfAKey() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		assertThat(mirror
			.handleAll(List.of(inserted(order("1", "NEW")), inserted(order("2", "NEW")), removed(order("2", "NEW")),
					modified(order("1", "NEW"), order("1", "PAID")), modified(order("1", "PAID"), order("1", "SENT")))))
			.isEmpty();
		assertThat(destination.items()).containsExactly(order("1", "SENT"));
		assertThat(destination.changes()).hasSize(1);
	}

	@Test
	void deletesEveryOldCopyOfAKeyThatMovesTwice() {
		Destination destination = Destination.of((table) -> table.hashKey("shelf"));
		MirrorHandler mirror = destination.mirror(BY_STATE);
		mirror.handleAll(List.of(inserted(order("1", "NEW"))));
		mirror.handleAll(List.of(modified(order("1", "NEW"), order("1", "PAID"))));
		// All of it again, with what followed.
		mirror.handleAll(List.of(inserted(order("1", "NEW")), modified(order("1", "NEW"), order("1", "PAID")),
				modified(order("1", "PAID"), order("1", "SENT"))));
		assertThat(destination.items()).extracting((item) -> item.get("shelf")).containsExactly("SENT/1");
	}

	@Test
	@DisplayName("writes the last state that can be written and fails the changes after it (P34)")
	void writesTheLastGoodState() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder"));
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		Map<String, Object> good = Map.of("order_id", "1", "total", 1);
		Map<String, Object> better = Map.of("order_id", "1", "total", 2);
		Map<String, Object> bad = Map.of("order_id", "1", "total", -1);
		List<ItemChange<?>> changes = List.of(inserted(good), modified(good, better), modified(better, bad));
		assertThat(mirror.handleAll(changes)).extracting(FailedChange::change).containsExactly(changes.get(2));
		assertThat(destination.items()).extracting((item) -> String.valueOf(item.get("total"))).containsExactly("2");
	}

	@Test
	@DisplayName("does not handle changes of a key after one that fails (P34)")
	void stopsAKeyAtItsFirstFailure() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror((change) -> {
			Map<String, @Nullable Object> order = map(change.newItem());
			if ("BROKEN".equals(order.get("state"))) {
				throw new IllegalStateException("cannot be transformed");
			}
			return order;
		});
		List<ItemChange<?>> changes = List.of(inserted(order("1", "NEW")),
				modified(order("1", "NEW"), order("1", "BROKEN")), inserted(order("2", "NEW")),
				modified(order("1", "BROKEN"), order("1", "PAID")));
		assertThat(mirror.handleAll(changes)).extracting(FailedChange::change)
			.containsExactly(changes.get(1), changes.get(3));
		assertThat(destination.items()).containsExactlyInAnyOrder(order("1", "NEW"), order("2", "NEW"));
		// The key is not broken for good, and what cannot be transformed has no copy.
		assertThat(mirror.handleAll(changes.subList(3, 4))).isEmpty();
		assertThat(destination.items()).containsExactlyInAnyOrder(order("1", "PAID"), order("2", "NEW"));
	}

	@Test
	@DisplayName("does not write a later copy of a key whose earlier one is refused (P34)")
	void stopsAKeyAtItsFirstRefusal() {
		Destination destination = Destination.of((table) -> table.hashKey("shelf").schema("ArchivedOrder"));
		List<ItemChange<?>> changes = List.of(inserted(Map.of("order_id", "1", "shelf", "A", "total", -1)),
				modified(Map.of("order_id", "1", "shelf", "B", "total", 1)),
				inserted(Map.of("order_id", "2", "shelf", "C", "total", 1)));
		assertThat(destination.mirror(AS_IT_IS).handleAll(changes)).extracting(FailedChange::change)
			.containsExactly(changes.get(0), changes.get(1));
		assertThat(destination.items()).extracting((item) -> item.get("shelf")).containsExactly("C");
	}

	@Test
	void failsAChangeWhoseOldItemCannotBeTransformedNow() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror((change) -> {
			if (change instanceof ItemInserted<?>) {
				throw new QueryTimeoutException("later perhaps");
			}
			return map(change.newItem());
		});
		assertThat(mirror.handleAll(List.of(modified(order("1", "NEW"), order("1", "PAID"))))).hasSize(1);
		assertThat(destination.items()).isEmpty();
	}

	@Test
	void leavesChangesAfterAnInterruptionAlone() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror((change) -> {
			throw new InterruptedException();
		});
		try {
			assertThat(mirror.handleAll(List.of(inserted(order("1", "NEW")), inserted(order("2", "NEW"))))).hasSize(2);
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(destination.items()).isEmpty();
	}

	@Test
	@DisplayName("ends where the source ends, however often changes come (P36)")
	void convergesUnderDuplicatesAndReplays() {
		Random random = new Random(7);
		for (int history = 0; history < 10; history++) {
			Destination destination = Destination.of((table) -> table.hashKey("shelf"));
			MirrorHandler mirror = destination.mirror(BY_STATE);
			Map<String, Map<String, Object>> source = new HashMap<>();
			List<ItemChange<?>> changes = history(random, source);
			int handled = 0;
			while (handled < changes.size()) {
				// A crash: begin again somewhere before.
				int begin = Math.max(0, handled - random.nextInt(15));
				int end = Math.min(changes.size(), handled + 1 + random.nextInt(20));
				assertThat(mirror.handleAll(changes.subList(begin, end))).isEmpty();
				handled = end;
			}
			assertThat(destination.items()).extracting((item) -> item.get("shelf"))
				.containsExactlyInAnyOrderElementsOf(source.values()
					.stream()
					.<Object>map((order) -> order.get("state") + "/" + order.get("order_id"))
					.toList());
		}
	}

	private static List<ItemChange<?>> history(Random random, Map<String, Map<String, Object>> source) {
		List<ItemChange<?>> changes = new ArrayList<>();
		for (int i = 0; i < 120; i++) {
			String id = "o" + random.nextInt(8);
			Map<String, Object> before = source.get(id);
			Map<String, Object> after = order(id, "S" + random.nextInt(4));
			if (before == null) {
				changes.add(inserted(after));
				source.put(id, after);
			}
			else if (random.nextInt(4) == 0) {
				changes.add(removed(before));
				source.remove(id);
			}
			else {
				changes.add(modified(before, after));
				source.put(id, after);
			}
		}
		return changes;
	}

	private static Map<String, Object> order(String id, String state) {
		Map<String, Object> order = new LinkedHashMap<>();
		order.put("order_id", id);
		order.put("state", state);
		return order;
	}

	private static Map<String, @Nullable Object> map(@Nullable Item<?> item) {
		return (item != null) ? item.toMap() : Map.of();
	}

}
