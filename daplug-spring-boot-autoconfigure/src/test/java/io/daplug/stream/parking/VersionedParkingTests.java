package io.daplug.stream.parking;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.Changes;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.version.FutureItemException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.UpcastException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of changes that one release of an application parks and another one reads: what
 * was {@code name} in version 1 is {@code customer} in version 2 and {@code buyer} in
 * version 3.
 */
@Timeout(60)
class VersionedParkingTests {

	private static final List<SchemaUpcaster> UPCASTERS = List.of(renaming(1, "name", "customer"),
			renaming(2, "customer", "buyer"));

	record Order(String id, String buyer) {

	}

	private static SchemaUpcaster renaming(int from, String before, String now) {
		return SchemaUpcaster.of("orders", from, (item) -> {
			if ("S3CRET".equals(item.get(before))) {
				throw new IllegalStateException("no");
			}
			item.put(now, item.remove(before));
			return item;
		});
	}

	/** The tables as a release knows them; 0 is one before there were versions. */
	private static ListenedTables release(int version) {
		TableDefinitionBuilder orders = TableDefinition.named("orders").hashKey("id");
		if (version > 0) {
			orders.schemaVersion(new SchemaVersionDefinition("_v", version));
		}
		return new ListenedTables(TableRegistry.of(List.of(orders.build())), Changes.CONVERTER,
				SchemaUpcasters.of(UPCASTERS.subList(0, Math.max(0, version - 1))));
	}

	private static ItemImage<Object> image(String name, String value) {
		return ItemImage.of(new Item<>(Map.of("id", AttributeValue.fromS("a"), name, AttributeValue.fromS(value)),
				Object.class, Changes.CONVERTER));
	}

	private static ItemChange<?> modified(String name, String before, String now) {
		ItemChange<?> change = Changes.modified("a", 1, 2);
		return new ItemModified<>(change.identity(), change.key(), image(name, before), image(name, now),
				change.origin());
	}

	private static ItemChange<?> parked(int by, int readBy, ItemChange<?> change) {
		return new ChangeCodec(release(readBy)).read(new ChangeCodec(release(by)).write(change));
	}

	@Test
	void readsBothItemsInTheVersionThatTheTableHasNow() {
		for (ItemChange<?> read : List.of(parked(0, 3, modified("name", "Ann", "Bob")),
				parked(1, 3, modified("name", "Ann", "Bob")), parked(2, 3, modified("customer", "Ann", "Bob")),
				parked(3, 3, modified("buyer", "Ann", "Bob")))) {
			assertThat(read.oldItem().as(Order.class)).isEqualTo(new Order("a", "Ann"));
			assertThat(read.newItem().as(Order.class)).isEqualTo(new Order("a", "Bob"));
			assertThat(read.newItem().toMap()).containsOnlyKeys("id", "buyer");
		}
	}

	@Test
	void readsInsertsAndRemovalsAndLeavesUnknownWhatIsUnknown() {
		ItemChange<?> change = Changes.inserted("a");
		assertThat(
				parked(1, 2, new ItemInserted<>(change.identity(), change.key(), image("name", "Ann"), change.origin()))
					.newItem()
					.toMap())
			.containsOnlyKeys("id", "customer");
		assertThat(
				parked(1, 2, new ItemRemoved<>(change.identity(), change.key(), image("name", "Ann"), change.origin()))
					.oldItem()
					.toMap())
			.containsOnlyKeys("id", "customer");
		assertThat(
				parked(1, 2, new ItemInserted<>(change.identity(), change.key(), ItemImage.unknown(), change.origin()))
					.newImage())
			.isEqualTo(ItemImage.unknown());
	}

	@Test
	void leavesItemsAloneWhereTheTableHasNoVersionsAnyMore() {
		ItemChange<?> read = parked(2, 0, modified("customer", "Ann", "Bob"));
		assertThat(read.oldItem().toMap()).isEqualTo(Map.of("id", "a", "customer", "Ann"));
		assertThat(read.newItem().toMap()).isEqualTo(Map.of("id", "a", "customer", "Bob"));
	}

	@Test
	void refusesWhatALaterReleaseParked() {
		assertThatExceptionOfType(FutureItemException.class)
			.isThrownBy(() -> parked(3, 2, modified("buyer", "Ann", "Bob")))
			.withMessageContaining("has the version 3, and this application knows versions up to 2");
	}

	@Test
	void namesTheStepThatFails() {
		assertThatExceptionOfType(UpcastException.class)
			.isThrownBy(() -> parked(1, 3, modified("name", "Ann", "S3CRET")))
			.withMessageContaining("The item ItemKey[a] of table 'orders'")
			.withMessageContaining("the upcaster from version 1 to version 2 failed");
	}

	@Test
	void redrivesWhatCanBeReadAndKeepsTheRestParked() {
		TableDefinition table = TableDefinition.named("parked")
			.tableName(LocalDynamoDb.createTable("id", "entry"))
			.hashKey("id")
			.rangeKey("entry")
			.build();
		TableChangeParking earlier = parking(table, release(1));
		ItemChange<?> bad = Changes.modified("b", 1, 2);
		for (ItemChange<?> change : List.of(modified("name", "Ann", "Bob"), new ItemModified<>(bad.identity(),
				bad.key(), image("name", "S3CRET"), image("name", "Bob"), bad.origin()))) {
			earlier.park(new ChangeParked("one", change, 3, new IllegalStateException("broken")));
		}
		List<Map<String, @Nullable Object>> handled = new CopyOnWriteArrayList<>();
		ListenedTables now = release(2);
		TableChangeParking later = parking(table, now);
		StreamListenerRegistry listeners = new StreamListenerRegistry(now, ListenerOptions.defaults(), (event) -> {
		}, later, TaskExecutorFactory.simple());
		listeners.register(ListenerDefinition.named("one")
			.tables(List.of("orders"))
			.handler((change) -> handled.add(change.newItem().toMap()))
			.build());
		listeners.start();
		try {
			RedriveResult result = later.operations(listeners).redriveAll("one");
			assertThat(result.redriven()).hasSize(1);
			assertThat(result.failed().values()).singleElement().isInstanceOf(UpcastException.class);
			assertThat(handled).containsExactly(Map.of("id", "a", "customer", "Bob"));
			assertThat(later.operations(listeners).list().map(ParkedChange::item))
				.containsExactly(Changes.identity("orders", "b"));
		}
		finally {
			listeners.stop();
		}
	}

	private static TableChangeParking parking(TableDefinition table, ListenedTables tables) {
		return new TableChangeParking(LocalDynamoDb.client(), table, tables, null, Clock.systemUTC());
	}

}
