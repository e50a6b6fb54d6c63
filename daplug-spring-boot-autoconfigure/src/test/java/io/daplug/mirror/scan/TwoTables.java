package io.daplug.mirror.scan;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.MirrorTransform;
import io.daplug.mirror.backfill.BackfillSettings;
import io.daplug.mirror.backfill.Backfills;
import io.daplug.mirror.store.OperationStore;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TableRegistry;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * A source and a destination of a test's own, and a mirror that leads from one to the
 * other.
 */
public final class TwoTables implements AutoCloseable {

	public static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	public static final String MIRROR = "archive";

	private static final int LANES = 4;

	private final TableDefinition source;

	private final TableDefinition destination;

	private final List<ExecutorService> lanes = new ArrayList<>();

	private final MirrorTransform transform;

	private MirrorGuard guard = MirrorGuard.NONE;

	private SchemaUpcasters upcasters = SchemaUpcasters.none();

	private TwoTables(TableDefinition source, TableDefinition destination, MirrorTransform transform) {
		this.source = source;
		this.destination = destination;
		this.transform = transform;
		IntStream.range(0, LANES).forEach((lane) -> this.lanes.add(Executors.newSingleThreadExecutor()));
	}

	public static TwoTables plain() {
		return of((source) -> {
		}, FieldMapping.builder().field("order_id", "id").build());
	}

	public static TwoTables of(Consumer<TableDefinitionBuilder> customizer, MirrorTransform transform) {
		return of(customizer, (destination) -> {
		}, transform);
	}

	/** A mirror that is guarded by the sequence of changes. */
	public static TwoTables guarded() {
		TwoTables tables = of((source) -> {
		}, (destination) -> destination.guardedCopies(true), FieldMapping.builder().field("order_id", "id").build());
		tables.guard = MirrorGuard.SEQUENCE;
		return tables;
	}

	public static TwoTables of(Consumer<TableDefinitionBuilder> customizer,
			Consumer<TableDefinitionBuilder> destination, MirrorTransform transform) {
		TableDefinitionBuilder source = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("order_id");
		customizer.accept(source);
		TableDefinitionBuilder copies = TableDefinition.named("archive")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("id");
		destination.accept(copies);
		TwoTables tables = named(source.build(), copies.build(), transform);
		TableAdministrator administrator = new TableAdministrator(LocalDynamoDb.client());
		administrator.createIfMissing(tables.source);
		administrator.createIfMissing(tables.destination);
		return tables;
	}

	/** A source whose items have versions, from which these upcasters lead on. */
	public TwoTables with(SchemaUpcaster... upcasters) {
		this.upcasters = SchemaUpcasters.of(List.of(upcasters));
		return this;
	}

	/** Tables that are there already. */
	public static TwoTables named(TableDefinition source, TableDefinition destination, MirrorTransform transform) {
		return new TwoTables(source, destination, transform);
	}

	public TableDefinition source() {
		return this.source;
	}

	public TableDefinition destination() {
		return this.destination;
	}

	/** Writes the source unheard. */
	public DaplugTemplate unmirrored() {
		return template(this.source, LocalDynamoDb.client(), ChangePublisher.NO_OP);
	}

	/** Writes the source; the mirror has handled a change when the write returns. */
	public DaplugTemplate mirroredAtOnce() {
		MirrorHandler handler = handler(LocalDynamoDb.client());
		return template(this.source, LocalDynamoDb.client(),
				(announcements) -> changes(announcements).forEach((change) -> handle(handler, change)));
	}

	/**
	 * Writes the source; the mirror handles changes some time later, those of a key in
	 * order.
	 */
	public DaplugTemplate mirroredLater() {
		MirrorHandler handler = handler(LocalDynamoDb.client());
		return template(this.source, LocalDynamoDb.client(),
				(announcements) -> changes(announcements)
					.forEach((change) -> this.lanes.get(Math.floorMod(change.identity().hashCode(), LANES))
						.execute(() -> handle(handler, change))));
	}

	private static List<? extends ItemChange<?>> changes(List<Announcement> announcements) {
		return announcements.stream().map(Announcement::change).toList();
	}

	private static void handle(MirrorHandler handler, ItemChange<?> change) {
		List<FailedChange> failed = handler.handleAll(List.of(change));
		if (!failed.isEmpty()) {
			throw new IllegalStateException(failed.get(0).cause());
		}
	}

	/** Waits until the mirror has handled all changes. */
	public void awaitMirrored() throws InterruptedException {
		for (ExecutorService lane : this.lanes) {
			lane.shutdown();
			lane.awaitTermination(1, TimeUnit.MINUTES);
		}
	}

	public Backfills backfills(OperationStore store, Clock clock) {
		return backfills(store, clock, LocalDynamoDb.client());
	}

	/**
	 * Backfills of one instance, which send their requests with a client of their own.
	 */
	public Backfills backfills(OperationStore store, Clock clock, DynamoDbClient client) {
		return new Backfills(tables(client, clock), store,
				new BackfillSettings(clock, Duration.ofSeconds(30), Duration.ofMillis(5)),
				TaskExecutorFactory.simple());
	}

	public MirrorTables tables(DynamoDbClient client, Clock clock) {
		MirrorRegistry registry = new MirrorRegistry();
		registry.add(handler(client));
		return new MirrorTables(() -> registry,
				(table) -> template(table.equals("orders") ? this.source : this.destination, client,
						ChangePublisher.NO_OP),
				CONVERTER, clock);
	}

	private MirrorHandler handler(DynamoDbClient client) {
		return new MirrorHandler(
				MirrorDefinition.named(MIRROR).source("orders").destination("archive").guard(this.guard).build(),
				TableRegistry.of(List.of(this.source, this.destination)),
				template(this.destination, client, ChangePublisher.NO_OP), this.transform, CONVERTER);
	}

	private DaplugTemplate template(TableDefinition table, DynamoDbClient client, ChangePublisher publisher) {
		return DaplugTemplate.builder(client, table)
			.converter(CONVERTER)
			.upcasters(this.upcasters)
			.publisher(publisher)
			.build();
	}

	/** Writes the destination unheard. */
	public DaplugTemplate copyTemplate() {
		return template(this.destination, LocalDynamoDb.client(), ChangePublisher.NO_OP);
	}

	/** What the source holds, as it belongs in the destination. */
	public List<Map<String, AttributeValue>> expected() {
		return items(this.source).stream().map((item) -> {
			Map<String, AttributeValue> copy = new HashMap<>(item);
			AttributeValue id = copy.remove("order_id");
			if (id != null) {
				copy.put("id", id);
			}
			return copy;
		}).toList();
	}

	public List<Map<String, AttributeValue>> copies() {
		return items(this.destination);
	}

	private static List<Map<String, AttributeValue>> items(TableDefinition table) {
		return LocalDynamoDb.client()
			.scanPaginator((scan) -> scan.tableName(table.tableName()).consistentRead(true))
			.items()
			.stream()
			.toList();
	}

	public static Map<String, Object> order(int id, String state) {
		return Map.of("order_id", "o" + id, "state", state);
	}

	public static void awaitEnd(Backfills backfills) {
		LongPatience.await()
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> backfills.progress(MIRROR)
				.filter((progress) -> progress.state() != BackfillState.RUNNING)
				.isPresent());
	}

	@Override
	public void close() {
		this.lanes.forEach(ExecutorService::shutdownNow);
	}

}
