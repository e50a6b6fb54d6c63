package io.daplug.stream.parking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.Operation;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.Changes;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.task.Backoff;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of parked changes of its own, and instances of an application that share it.
 */
final class ParkingFixture {

	static final ListenedTables TABLES = new ListenedTables(TableRegistry
		.of(Stream.of("orders", "prices").map((name) -> TableDefinition.named(name).hashKey("id").build()).toList()),
			Changes.CONVERTER);

	private static final ListenerOptions QUICK = ListenerOptions.defaults()
		.with((options) -> options.maxAttempts(2).backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 2)));

	final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));

	final TableDefinition table = TableDefinition.named("parked")
		.tableName(LocalDynamoDb.createTable("id", "entry"))
		.hashKey("id")
		.hashPrefix("p#")
		.rangeKey("entry")
		.rangePrefix("e#")
		.timeToLive(TimeToLiveDefinition.on("expires"))
		.build();

	TableChangeParking parking() {
		return parking(LocalDynamoDb.client(), null);
	}

	TableChangeParking parking(DynamoDbClient client, @Nullable Duration parkedFor) {
		return new TableChangeParking(client, this.table, TABLES, parkedFor, this.clock);
	}

	/** One instance of the application. */
	Instance instance() {
		return new Instance(parking());
	}

	/** An instance with a client of its own. */
	Instance instance(DynamoDbClient client) {
		return new Instance(parking(client, null));
	}

	ChangeParked park(ItemChange<?> change) {
		return park("one", change);
	}

	ChangeParked park(String listener, ItemChange<?> change) {
		ChangeParked parked = new ChangeParked(listener, change, 3, new IllegalStateException("broken"));
		parking().park(parked);
		return parked;
	}

	List<Map<String, AttributeValue>> items() {
		return LocalDynamoDb.client().scan((scan) -> scan.tableName(this.table.tableName())).items();
	}

	static ItemChange<?> inserted(ItemKey key, Object value) {
		return new ItemInserted<>(new ItemIdentity("orders", key), key, image(value), at("test", 1, Instant.EPOCH));
	}

	static ItemChange<?> modified(Object before, Object after) {
		return new ItemModified<>(Changes.identity("orders", "a"), ItemKey.of("a"), image(before), image(after),
				at("test", 1, Instant.EPOCH));
	}

	static ItemChange<?> modified(String source, int sequence, Instant time) {
		return new ItemModified<>(Changes.identity("orders", "a"), ItemKey.of("a"), ItemImage.unknown(),
				ItemImage.unknown(), at(source, sequence, time));
	}

	private static ChangeOrigin at(String source, int sequence, Instant time) {
		return new ChangeOrigin(Operation.UPDATE, null, null, null,
				new ChangePosition(source, "%020d".formatted(sequence), time));
	}

	private static ItemImage<Object> image(Object value) {
		return ItemImage.of(new Item<>(Changes.CONVERTER.toAttributes(Map.of("id", "a", "value", value)), Object.class,
				Changes.CONVERTER));
	}

	/**
	 * Listeners and the operations of one instance.
	 */
	static final class Instance {

		final StreamListenerRegistry registry;

		final ParkedChangeOperations operations;

		private Instance(TableChangeParking parking) {
			this.registry = new StreamListenerRegistry(TABLES, QUICK, (event) -> {
			}, parking, TaskExecutorFactory.simple());
			this.operations = parking.operations(this.registry);
			this.registry.start();
		}

		ListenerContainer listener(ChangeHandler handler) {
			return listener("one", handler, (options) -> {
			});
		}

		ListenerContainer listener(String id, ChangeHandler handler, Consumer<ListenerOptions.Builder> options) {
			return this.registry.register(ListenerDefinition.named(id)
				.tables(List.of("orders"))
				.handler(handler)
				.options(QUICK.with(options))
				.build());
		}

		List<String> ids() {
			return this.operations.list().map(ParkedChange::id).toList();
		}

	}

}
