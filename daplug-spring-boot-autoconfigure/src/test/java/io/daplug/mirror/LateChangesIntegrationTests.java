package io.daplug.mirror;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for changes that come late to {@link MirrorHandler}, after later ones of the
 * item.
 */
class LateChangesIntegrationTests {

	/** Copies are filed by the order's state: the key moves with it. */
	private static final MirrorTransform BY_STATE = (change) -> {
		Map<String, @Nullable Object> order = map(change);
		Object state = order.get("state");
		return "DRAFT".equals(state) ? null
				: Map.of("shelf", state + "/" + order.get("order_id"), "n", String.valueOf(order.get("n")));
	};

	private final TableDefinition table = TableDefinition.named("orders")
		.tableName("t-" + UUID.randomUUID())
		.hashKey("order_id")
		.hashPrefix("order#")
		.build();

	private final List<ItemChange<?>> changes = new ArrayList<>();

	private final DaplugTemplate source = DaplugTemplate.builder(LocalDynamoDb.client(), this.table)
		.converter(Destination.CONVERTER)
		.publisher((announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
		.build();

	private final Destination destination = Destination.of((table) -> table.hashKey("shelf"));

	LateChangesIntegrationTests() {
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(this.table);
	}

	@Test
	void putsNoOldCopyBack() throws Exception {
		MirrorHandler mirror = mirror(BY_STATE);
		write("1", "NEW", 1);
		write("1", "NEW", 2);
		mirror.handle(this.changes.get(1));
		mirror.handleLate(this.changes.get(0));
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "NEW/1", "n", "2"));
		this.source.delete(ItemKey.of("1"));
		mirror.handle(this.changes.get(2));
		mirror.handleLate(this.changes.get(0));
		assertThat(this.destination.items()).isEmpty();
	}

	@Test
	void doesWhatIsLeftOfAChangeThatMovedACopy() throws Exception {
		MirrorHandler mirror = mirror(BY_STATE);
		write("1", "NEW", 1);
		write("1", "PAID", 2);
		write("1", "SENT", 3);
		mirror.handle(this.changes.get(0));
		mirror.handle(this.changes.get(2));
		assertThat(this.destination.items()).hasSize(2);
		mirror.handleLate(this.changes.get(1));
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "SENT/1", "n", "3"));
	}

	@Test
	void theDestinationEndsAsTheSourceWhateverCameLate() throws Exception {
		MirrorHandler mirror = mirror(BY_STATE);
		Random random = new Random(20261127);
		List<String> states = List.of("NEW", "PAID", "SENT", "DRAFT");
		Map<String, List<ItemChange<?>>> late = new HashMap<>();
		for (int item = 0; item < 60; item++) {
			String id = "o" + item;
			for (int write = 0; write < 6; write++) {
				int before = this.changes.size();
				if (random.nextInt(5) == 0) {
					this.source.delete(ItemKey.of(id));
				}
				else {
					write(id, states.get(random.nextInt(4)), random.nextInt(3));
				}
				for (ItemChange<?> change : List.copyOf(this.changes.subList(before, this.changes.size()))) {
					if (random.nextBoolean()) {
						mirror.handle(change);
					}
					else {
						late.computeIfAbsent(id, (key) -> new ArrayList<>()).add(change);
					}
				}
			}
		}
		for (List<ItemChange<?>> parked : late.values()) {
			if (random.nextInt(3) == 0) {
				Collections.shuffle(parked, random);
			}
			for (ItemChange<?> change : parked) {
				mirror.handleLate(change);
			}
		}
		Map<Object, Object> expected = new HashMap<>();
		this.source.scan((scan) -> {
		})
			.stream()
			.filter((order) -> !"DRAFT".equals(order.get("state")))
			.forEach((order) -> expected.put(order.get("state") + "/" + order.get("order_id"),
					String.valueOf(order.get("n"))));
		Map<Object, Object> copies = new HashMap<>();
		this.destination.items().forEach((copy) -> copies.put(copy.get("shelf"), copy.get("n")));
		assertThat(expected).hasSizeGreaterThan(20);
		assertThat(copies).isEqualTo(expected);
	}

	@Test
	void leavesWhatRemainsOfARemovedItemAlone() throws Exception {
		MirrorHandler mirror = mirror(new MirrorTransform() {

			@Override
			public Object newItem(ItemChange<?> change) {
				return Map.of("shelf", "1", "n", String.valueOf(map(change).get("n")));
			}

			@Override
			public Object remainder(ItemRemoved<?> change) {
				return Map.of("shelf", "1", "n", "removed " + change.oldItem().toMap().get("n"));
			}

		});
		write("1", "NEW", 1);
		write("1", "NEW", 2);
		this.source.delete(ItemKey.of("1"));
		mirror.handle(this.changes.get(2));
		mirror.handleLate(this.changes.get(1));
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "1", "n", "removed 2"));
	}

	@Test
	void aGuardedMirrorNeedsNoTombstoneForThat() throws Exception {
		Destination guarded = Destination
			.of((table) -> table.hashKey("shelf").timeToLive(TimeToLiveDefinition.on("expires")).guardedCopies(true));
		MirrorHandler mirror = new MirrorHandler(
				MirrorDefinition.named("archive")
					.source("orders")
					.destination("archive")
					.guard(MirrorGuard.SEQUENCE)
					.build(),
				TableRegistry.of(List.of(this.table, guarded.template().table())), guarded.template(), BY_STATE,
				Destination.CONVERTER)
			.reading(this.source, this.table, Destination.CONVERTER);
		write("1", "NEW", 1);
		this.source.delete(ItemKey.of("1"));
		// The removal was handled long ago, and its tombstone has expired.
		mirror.handleLate(this.changes.get(0));
		assertThat(guarded.template().scan((scan) -> {
		}).stream()).isEmpty();
		write("1", "PAID", 2);
		mirror.handleLate(this.changes.get(2));
		mirror.handleLate(this.changes.get(1));
		assertThat(guarded.template().scan((scan) -> {
		}).stream()).containsExactly(Map.of("shelf", "PAID/1", "n", "2"));
	}

	@Test
	void copiesAgainWhatChangedMeanwhile() throws Exception {
		AtomicInteger writes = new AtomicInteger();
		MirrorHandler mirror = mirror((change) -> {
			if (writes.incrementAndGet() == 1) {
				write("1", "NEW", 7);
			}
			return BY_STATE.newItem(change);
		});
		write("1", "NEW", 1);
		mirror.handleLate(this.changes.get(0));
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "NEW/1", "n", "7"));
	}

	@Test
	void givesUpOnAnItemThatNeverStops() {
		AtomicInteger writes = new AtomicInteger();
		MirrorHandler mirror = mirror((change) -> {
			write("1", "NEW", writes.incrementAndGet());
			return BY_STATE.newItem(change);
		});
		write("1", "NEW", 0);
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> mirror.handleLate(this.changes.get(0)))
			.withMessageContaining("changes faster");
	}

	@Test
	void findsItemsByTheKeyAsItIsStored() throws Exception {
		this.source.overwrite(Map.of("order_id", "1", "state", "NEW", "n", 1),
				(options) -> options.prefix("order_id", "draft#"));
		this.source.overwrite(Map.of("order_id", "1", "state", "NEW", "n", 2),
				(options) -> options.prefix("order_id", "draft#"));
		mirror(BY_STATE).handleLate(this.changes.get(0));
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "NEW/draft#1", "n", "2"));
	}

	private MirrorHandler mirror(MirrorTransform transform) {
		return this.destination.mirror(transform, this.table).reading(this.source, this.table, Destination.CONVERTER);
	}

	private void write(String id, String state, int n) {
		Map<String, Object> order = new LinkedHashMap<>(Map.of("order_id", id, "state", state, "n", n));
		this.source.overwrite(order);
	}

	private static Map<String, @Nullable Object> map(ItemChange<?> change) {
		return change.newItem().toMap();
	}

}
