package io.daplug.mirror;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.mirror.Destination.inserted;
import static io.daplug.mirror.Destination.modified;
import static io.daplug.mirror.Destination.removed;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a mirror makes of changes, on a real table.
 */
class MirrorHandlerIntegrationTests {

	private static final MirrorTransform AS_IT_IS = FieldMapping.builder().build();

	/** Copies are filed by the order's state: the key moves with it. */
	private static final MirrorTransform BY_STATE = (change) -> {
		Map<String, @Nullable Object> order = map(change.newItem());
		return Map.of("shelf", order.get("state") + "/" + order.get("order_id"), "order_id",
				String.valueOf(order.get("order_id")));
	};

	record Copy(String orderId, @Nullable String note) {

	}

	@Test
	void putsOnInsertAndModifyAndDeletesOnRemove() throws Exception {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		mirror.handle(inserted(order("1", "NEW")));
		mirror.handle(inserted(order("2", "NEW")));
		mirror.handle(modified(order("1", "NEW"), order("1", "PAID")));
		assertThat(destination.items()).containsExactlyInAnyOrder(order("1", "PAID"), order("2", "NEW"));
		mirror.handle(removed(order("1", "PAID")));
		assertThat(destination.items()).containsExactly(order("2", "NEW"));
	}

	@Test
	void movesTheCopyWhenItsKeyChanges() {
		Destination destination = Destination.of((table) -> table.hashKey("shelf"));
		MirrorHandler mirror = destination.mirror(BY_STATE);
		assertThat(mirror.handleAll(List.of(inserted(order("1", "NEW")), inserted(order("2", "NEW"))))).isEmpty();
		assertThat(mirror.handleAll(List.of(modified(order("1", "NEW"), order("1", "PAID"))))).isEmpty();
		assertThat(destination.items()).extracting((item) -> item.get("shelf"))
			.containsExactlyInAnyOrder("PAID/1", "NEW/2");
		assertThat(mirror.handleAll(List.of(removed(order("1", "PAID"))))).isEmpty();
		assertThat(destination.items()).extracting((item) -> item.get("shelf")).containsExactly("NEW/2");
	}

	@Test
	void findsTheCopyByTheSourceKeyWithoutOldItem() {
		Destination destination = Destination.of((table) -> table.hashKey("kind").rangeKey("id"));
		FieldMapping mapping = FieldMapping.builder()
			.field("order_id", "id")
			.constant("kind", "order", Destination.CONVERTER)
			.filter("state != 'DRAFT'")
			.build();
		MirrorHandler mirror = destination.mirror(mapping);
		assertThat(mirror.handleAll(List.of(inserted(order("1", "NEW")), inserted(order("2", "NEW"))))).isEmpty();
		assertThat(mirror.handleAll(List.of(removed("1"), modified(order("2", "DRAFT"))))).isEmpty();
		assertThat(destination.items()).isEmpty();
	}

	@Test
	void copiesItemsOfOneKeyUnderTwoPrefixesApart() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(FieldMapping.builder().build());
		assertThat(mirror.handleAll(List.of(storedAs("draft#1", inserted(order("1", "NEW"))),
				storedAs("order#1", inserted(order("1", "PAID"))))))
			.isEmpty();
		assertThat(destination.items()).containsExactlyInAnyOrder(order("draft#1", "NEW"), order("order#1", "PAID"));
		assertThat(mirror.handleAll(List.of(storedAs("draft#1", removed(order("1", "NEW")))))).isEmpty();
		assertThat(destination.items()).containsExactly(order("order#1", "PAID"));
		assertThat(mirror.handleAll(List.of(storedAs("order#1", removed("1"))))).isEmpty();
		assertThat(destination.items()).isEmpty();
	}

	@Test
	void copiesItemsWithThePrefixOfTheirTableWithoutIt() {
		Destination destination = Destination.plain();
		TableDefinition source = TableDefinition.named("orders").hashKey("order_id").hashPrefix("order#").build();
		MirrorHandler mirror = new MirrorHandler(
				MirrorDefinition.named("archive").source("orders").destination("archive").build(),
				TableRegistry.of(List.of(source, destination.template().table())), destination.template(),
				FieldMapping.builder().build(), Destination.CONVERTER);
		assertThat(mirror.handleAll(List.of(storedAs("order#1", inserted(order("1", "NEW"))),
				storedAs("draft#1", inserted(order("1", "PAID"))))))
			.isEmpty();
		assertThat(destination.items()).containsExactlyInAnyOrder(order("1", "NEW"), order("draft#1", "PAID"));
	}

	@Test
	void failsNoItemForAnotherOneOfItsKey() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror((change) -> {
			if (change.identity().storedKey().equals(ItemKey.of("draft#1"))) {
				throw new IllegalStateException("broken");
			}
			return map(change.newItem());
		});
		assertThat(mirror.handleAll(List.of(storedAs("draft#1", inserted(order("1", "NEW"))),
				storedAs("order#1", inserted(order("1", "PAID"))))))
			.hasSize(1);
		assertThat(destination.items()).containsExactly(order("order#1", "PAID"));
	}

	@Test
	void keepsTheCopyOfAnItemWhoseNewStateIsUnknown() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(FieldMapping.builder().build());
		mirror.handleAll(List.of(inserted(order("1", "NEW"))));
		ItemChange<?> change = inserted(order("1", "PAID"));
		assertThat(mirror.handleAll(List.of(new ItemModified<>(change.identity(), change.key(), ItemImage.unknown(),
				ItemImage.unknown(), change.origin()))))
			.singleElement()
			.satisfies((failed) -> assertThat(failed.cause()).isInstanceOf(UnknownCopyException.class)
				.hasMessageContaining("does not hold the new item"));
		assertThat(destination.items()).containsExactly(order("1", "NEW"));
	}

	@Test
	void failsARemovalWhoseCopyNobodyCanFind() {
		Destination destination = Destination.of((table) -> table.hashKey("shelf"));
		MirrorHandler mirror = destination.mirror(BY_STATE);
		mirror.handleAll(List.of(inserted(order("1", "NEW"))));
		List<FailedChange> failed = mirror.handleAll(List.of(removed("1"), inserted(order("2", "NEW"))));
		assertThat(failed).singleElement()
			.extracting(FailedChange::cause)
			.isInstanceOf(UnknownCopyException.class)
			.extracting(Exception::getMessage)
			.asString()
			.contains("archive", "orders");
		assertThat(destination.items()).extracting((item) -> item.get("shelf"))
			.containsExactlyInAnyOrder("NEW/1", "NEW/2");
	}

	@Test
	void putsTheNewCopyOfAModificationThatDoesNotKnowTheOldItem() {
		Destination destination = Destination.of((table) -> table.hashKey("shelf"));
		MirrorHandler mirror = destination.mirror(BY_STATE);
		assertThat(mirror.handleAll(List.of(modified(order("1", "PAID"))))).isEmpty();
		assertThat(destination.items()).extracting((item) -> item.get("shelf")).containsExactly("PAID/1");
	}

	@Test
	void takesNullAndEmptyForNothing() {
		for (@Nullable
		Object nothing : new @Nullable Object[] { null, Optional.empty() }) {
			Destination destination = Destination.plain();
			MirrorHandler mirror = destination.mirror((change) -> {
				Map<String, @Nullable Object> order = map(change.newItem());
				return "DRAFT".equals(order.get("state")) ? nothing : Optional.of(order);
			});
			assertThat(mirror.handleAll(List.of(inserted(order("1", "DRAFT")), inserted(order("2", "NEW"))))).isEmpty();
			assertThat(destination.items()).containsExactly(order("2", "NEW"));
			assertThat(mirror.handleAll(List.of(modified(order("1", "DRAFT"), order("1", "NEW"))))).isEmpty();
			assertThat(destination.items()).hasSize(2);
			assertThat(mirror.handleAll(List.of(modified(order("1", "NEW"), order("1", "DRAFT"))))).isEmpty();
			assertThat(destination.items()).containsExactly(order("2", "NEW"));
		}
	}

	@Test
	void removesTheCopyOfAnItemThatABatchReplacedByOneThatDoesNotBelong() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(FieldMapping.builder().filter("state == 'NEW'").build());
		mirror.handleAll(List.of(modified(order("1", "NEW"))));
		assertThat(destination.items()).hasSize(1);
		mirror.handleAll(List.of(modified(order("1", "PAID"))));
		assertThat(destination.items()).isEmpty();
	}

	@Test
	void writesRecordsAsTemplatesDo() {
		Destination destination = Destination.of((table) -> table.hashKey("orderId"));
		MirrorHandler mirror = destination
			.mirror((change) -> new Copy(String.valueOf(map(change.newItem()).get("order_id")), null));
		assertThat(mirror.handleAll(List.of(inserted(order("1", "NEW"))))).isEmpty();
		assertThat(destination.items()).containsExactly(Map.of("orderId", "1"));
	}

	@Test
	void keepsWhatRemainsOfAnItemThatIsGone() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(new MirrorTransform() {

			@Override
			public Object newItem(ItemChange<?> change) {
				return map(change.newItem());
			}

			@Override
			public Object remainder(ItemRemoved<?> change) {
				Map<String, @Nullable Object> order = map(change.oldItem());
				order.put("state", "GONE");
				return order;
			}

		});
		mirror.handleAll(List.of(inserted(order("1", "NEW"))));
		mirror.handleAll(List.of(removed(order("1", "NEW"))));
		assertThat(destination.items()).containsExactly(order("1", "GONE"));
	}

	@Test
	@DisplayName("names itself as the origin of its writes (P37)")
	void announcesItsWritesUnlessToldNotTo() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		mirror.handleAll(List.of(inserted(order("1", "NEW"))));
		mirror.handleAll(List.of(removed(order("1", "NEW"))));
		assertThat(destination.changes()).hasSize(2)
			.allSatisfy((change) -> assertThat(change.origin().name()).isEqualTo("mirror:archive"));
		assertThat(destination.changes().get(1)).isInstanceOf(ItemRemoved.class);

		Destination quiet = Destination.plain();
		MirrorHandler mute = quiet.mirror(AS_IT_IS, (definition) -> definition.announce(false));
		mute.handleAll(List.of(inserted(order("1", "NEW")), inserted(order("2", "NEW"))));
		mute.handleAll(List.of(removed(order("1", "NEW"))));
		assertThat(quiet.items()).hasSize(1);
		assertThat(quiet.changes()).isEmpty();
	}

	@Test
	void announcesWhatItReplacedWhereSomebodyListens() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = destination.listenedTo(AS_IT_IS);
		mirror.handleAll(List.of(inserted(order("1", "NEW"))));
		mirror.handleAll(List.of(modified(order("1", "NEW"), order("1", "PAID"))));
		mirror.handleAll(List.of(removed(order("1", "PAID"))));
		assertThat(destination.changes()).hasSize(3)
			.allSatisfy((change) -> assertThat(change.origin().name()).isEqualTo("mirror:archive"));
		assertThat(destination.changes().get(1)).isInstanceOf(ItemModified.class)
			.satisfies((change) -> assertThat(map(change.oldItem())).isEqualTo(order("1", "NEW")));
		assertThat(destination.changes().get(2)).isInstanceOf(ItemRemoved.class)
			.satisfies((change) -> assertThat(map(change.oldItem())).isEqualTo(order("1", "PAID")));
	}

	@Test
	void failsOnlyTheWrongCopyWhereSomebodyListens() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder"));
		MirrorHandler mirror = destination.listenedTo(AS_IT_IS);
		assertThat(mirror.handleAll(
				List.of(inserted(Map.of("order_id", "1", "total", -1)), inserted(Map.of("order_id", "2", "total", 9)))))
			.extracting((failed) -> failed.change().key())
			.containsExactly(ItemKey.of("1"));
		assertThat(destination.items()).hasSize(1);
	}

	@Test
	void writesWhateverAGuardedDestinationHolds() {
		Destination destination = Destination
			.of((table) -> table.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER)));
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		assertThat(mirror.handleAll(List.of(inserted(order("1", "NEW"))))).isEmpty();
		assertThat(mirror.handleAll(List.of(modified(order("1", "NEW"), order("1", "PAID"))))).isEmpty();
		assertThat(destination.items()).extracting((item) -> item.get("state")).containsExactly("PAID");
		assertThat(mirror.handleAll(List.of(removed(order("1", "PAID"))))).isEmpty();
		assertThat(destination.items()).isEmpty();
	}

	/**
	 * The documented outcome: the copy written last stays, and a removal by either mirror
	 * removes it.
	 */
	@Test
	void letsTwoMirrorsOfOneDestinationOverwriteEachOther() {
		Destination destination = Destination.plain();
		MirrorHandler left = destination
			.mirror(FieldMapping.builder().constant("by", "left", Destination.CONVERTER).build());
		MirrorHandler right = destination
			.mirror(FieldMapping.builder().constant("by", "right", Destination.CONVERTER).build());
		left.handleAll(List.of(inserted(order("1", "NEW"))));
		right.handleAll(List.of(inserted(order("1", "NEW"))));
		assertThat(destination.items()).extracting((item) -> item.get("by")).containsExactly("right");
		left.handleAll(List.of(removed(order("1", "NEW"))));
		assertThat(destination.items()).isEmpty();
	}

	@Test
	void keepsTheOrderOfChangesWhoseCopiesCollide() {
		Destination destination = Destination.of((table) -> table.hashKey("kind"));
		MirrorHandler mirror = destination
			.mirror(FieldMapping.builder().constant("kind", "latest", Destination.CONVERTER).build());
		assertThat(mirror.handleAll(List.of(inserted(order("1", "NEW")), inserted(order("2", "NEW"))))).isEmpty();
		assertThat(destination.items()).extracting((item) -> item.get("order_id")).containsExactly("2");
	}

	@Test
	void doesNotChangeTheItemsOfTheChange() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder"));
		ItemChange<?> change = inserted(Map.of("order_id", "1", "total", 1, "unknown", true));
		destination.mirror(AS_IT_IS).handleAll(Collections.nCopies(2, change));
		assertThat(map(change.newItem())).containsKey("unknown");
	}

	private static Map<String, Object> order(String id, String state) {
		Map<String, Object> order = new LinkedHashMap<>();
		order.put("order_id", id);
		order.put("state", state);
		return order;
	}

	/** As a write with a prefix of its own makes it. */
	private static <T> ItemChange<T> storedAs(String key, ItemChange<T> change) {
		ItemIdentity identity = new ItemIdentity(change.table(), ItemKey.of(key));
		return (change instanceof ItemRemoved<T>)
				? new ItemRemoved<>(identity, change.key(), change.oldImage(), change.origin())
				: new ItemInserted<>(identity, change.key(), change.newImage(), change.origin());
	}

	private static Map<String, @Nullable Object> map(@Nullable Item<?> item) {
		return (item != null) ? item.toMap() : Map.of();
	}

}
