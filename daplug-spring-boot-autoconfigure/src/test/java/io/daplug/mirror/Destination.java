package io.daplug.mirror;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TableRegistry;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A table of a test's own that is mirrored into, what was announced of it, and changes of
 * a source that needs no table.
 */
final class Destination {

	static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	static final TableDefinition SOURCE = TableDefinition.named("orders").hashKey("order_id").build();

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.load(List.of("classpath:io/daplug/mirror/archive.yml"),
			SchemaLoading.defaults());

	private static final AtomicInteger sequence = new AtomicInteger();

	private final TableDefinition definition;

	private final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

	private Destination(TableDefinition definition) {
		this.definition = definition;
	}

	/**
	 * Creates a table with the hash key {@code order_id}, unless the customizer says
	 * more.
	 */
	static Destination of(Consumer<TableDefinitionBuilder> customizer) {
		Destination destination = missing(customizer);
		destination.create();
		return destination;
	}

	static Destination plain() {
		return of((table) -> {
		});
	}

	/** A table that does not exist yet. */
	static Destination missing(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("archive")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("order_id");
		customizer.accept(builder);
		return new Destination(builder.build());
	}

	void create() {
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(this.definition);
	}

	DaplugTemplate template() {
		return template(LocalDynamoDb.client());
	}

	DaplugTemplate template(DynamoDbClient client) {
		return DaplugTemplate.builder(client, this.definition)
			.schemas(SCHEMAS)
			.converter(CONVERTER)
			.publisher(
					(announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
			.build();
	}

	MirrorHandler mirror(MirrorTransform transform) {
		return mirror(transform, (mirror) -> {
		});
	}

	MirrorHandler mirror(MirrorTransform transform, Consumer<MirrorDefinition.Builder> customizer) {
		return mirror(transform, LocalDynamoDb.client(), customizer);
	}

	MirrorHandler mirror(MirrorTransform transform, DynamoDbClient client,
			Consumer<MirrorDefinition.Builder> customizer) {
		return new MirrorHandler(definition(customizer), tables(), template(client), transform, CONVERTER);
	}

	/** A mirror of a table that is there. */
	MirrorHandler mirror(MirrorTransform transform, TableDefinition source) {
		return new MirrorHandler(definition((mirror) -> {
		}), TableRegistry.of(List.of(source, this.definition)), template(), transform, CONVERTER);
	}

	MirrorHandler listenedTo(MirrorTransform transform) {
		return new MirrorHandler(definition((mirror) -> {
		}), tables(), template(), transform, CONVERTER).listenedTo(() -> true);
	}

	private TableRegistry tables() {
		return TableRegistry.of(List.of(SOURCE, this.definition));
	}

	private static MirrorDefinition definition(Consumer<MirrorDefinition.Builder> customizer) {
		MirrorDefinition.Builder mirror = MirrorDefinition.named("archive").source("orders").destination("archive");
		customizer.accept(mirror);
		return mirror.build();
	}

	/** All that is stored, as maps. */
	List<Map<String, @Nullable Object>> items() {
		return LocalDynamoDb.client()
			.scanPaginator((scan) -> scan.tableName(this.definition.tableName()).consistentRead(true))
			.items()
			.stream()
			.map(CONVERTER::toMap)
			.toList();
	}

	/** What was announced of the destination, in its order. */
	List<ItemChange<?>> changes() {
		return this.changes;
	}

	static ItemChange<?> inserted(Map<String, ?> item) {
		return inserted(item, Operation.INSERT);
	}

	static ItemChange<?> inserted(Map<String, ?> item, Operation operation) {
		return new ItemInserted<>(identity(key(item)), key(item), image(item), origin(operation));
	}

	static ItemChange<?> modified(Map<String, ?> before, Map<String, ?> after) {
		return new ItemModified<>(identity(key(after)), key(after), image(before), image(after),
				origin(Operation.UPDATE));
	}

	/** A modification that does not know what was there. */
	static ItemChange<?> modified(Map<String, ?> after) {
		return new ItemModified<>(identity(key(after)), key(after), ItemImage.unknown(), image(after),
				origin(Operation.UPDATE));
	}

	static ItemChange<?> removed(Map<String, ?> before) {
		return new ItemRemoved<>(identity(key(before)), key(before), image(before), origin(Operation.DELETE));
	}

	/** A removal that does not know what was there. */
	static ItemChange<?> removed(String id) {
		return new ItemRemoved<Map<?, ?>>(identity(ItemKey.of(id)), ItemKey.of(id), ItemImage.unknown(),
				origin(Operation.DELETE));
	}

	@SuppressWarnings("rawtypes")
	private static ItemImage<Map> image(Map<String, ?> item) {
		return ItemImage.of(new Item<>(CONVERTER.toAttributes(item), Map.class, CONVERTER));
	}

	private static ItemKey key(Map<String, ?> item) {
		Object id = item.get("order_id");
		if (id == null) {
			throw new IllegalArgumentException("An order has an id");
		}
		return ItemKey.of(id);
	}

	private static ItemIdentity identity(ItemKey storedKey) {
		return new ItemIdentity("orders", storedKey);
	}

	private static ChangeOrigin origin(Operation operation) {
		return new ChangeOrigin(operation, null, null, null,
				new ChangePosition("test", "%020d".formatted(sequence.incrementAndGet()), Instant.EPOCH));
	}

}
