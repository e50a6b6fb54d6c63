package io.daplug.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.key.KeyComponent;
import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.admin.TableAdministrator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.text;

/**
 * A table with the keys {@code pk} and {@code sk} that devices, their commands and
 * settings share, each a definition of its own with keys that are computed.
 */
final class SharedTable {

	static final String BY_OWNER = "by-owner";

	private final String tableName = "t-" + UUID.randomUUID();

	private final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

	/** A device, alone under its range key. */
	record Device(String id, @Nullable String owner, @Nullable State state, int floor) {

	}

	enum State {

		NEW, USED

	}

	/** A command, many for each device, in the order of time. */
	record Command(String deviceId, Instant at, String name, @Nullable String owner) {

	}

	/** A setting, whose hash key has two parts. */
	record Setting(String region, int number, String value) {

	}

	private SharedTable() {
	}

	static SharedTable create() {
		SharedTable table = new SharedTable();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table.definition((plain) -> {
		}));
		return table;
	}

	/** A definition of the table for a type of items. */
	TableDefinition definition(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("things")
			.tableName(this.tableName)
			.hashKey("pk")
			.rangeKey("sk")
			.index(IndexDefinition.of(BY_OWNER, "gpk", "gsk"));
		customizer.accept(builder);
		return builder.build();
	}

	DaplugTemplate template(Consumer<TableDefinitionBuilder> customizer) {
		return template(customizer, (builder) -> builder);
	}

	DaplugTemplate template(Consumer<TableDefinitionBuilder> customizer, UnaryOperator<DaplugTemplateBuilder> more) {
		return more
			.apply(DaplugTemplate.builder(LocalDynamoDb.client(), definition(customizer))
				.schemas(StoredTable.SCHEMAS)
				.publisher((announcements) -> announcements
					.forEach((announcement) -> this.changes.add(announcement.change()))))
			.build();
	}

	static Consumer<TableDefinitionBuilder> deviceKeys() {
		return (table) -> table.itemType(Device.class)
			.computedKey("pk", KeyTemplate.parse("D#{id}"))
			.computedKey("sk", KeyTemplate.constant(text("A")))
			.computedKey("gpk", KeyTemplate.parse("OWNER#{owner}"))
			.computedKey("gsk", KeyTemplate.parse("D#{state}#{floor:3}"));
	}

	static Consumer<TableDefinitionBuilder> commandKeys() {
		return (table) -> table.itemType(Command.class)
			.computedKey("pk", KeyTemplate.parse("D#{deviceId}"))
			.computedKey("sk", KeyTemplate.of("C#", "#", List.of(KeyComponent.time("at"))))
			.computedKey("gpk", KeyTemplate.parse("OWNER#{owner}"))
			.computedKey("gsk", KeyTemplate.of("C#", "#", List.of(KeyComponent.time("at"))));
	}

	static Consumer<TableDefinitionBuilder> settingKeys() {
		return (table) -> table.itemType(Setting.class)
			.computedKey("pk", KeyTemplate.parse("CC#{region}#{number:5}"))
			.computedKey("sk", KeyTemplate.constant(text("A")));
	}

	ItemOperations<Device> devices() {
		return template(deviceKeys()).as(Device.class);
	}

	ItemOperations<Command> commands() {
		return template(commandKeys()).as(Command.class);
	}

	ItemOperations<Setting> settings() {
		return template(settingKeys()).as(Setting.class);
	}

	/** What was announced, in its order. */
	List<ItemChange<?>> changes() {
		return this.changes;
	}

	/** The item as it is stored; null if there is none. */
	@Nullable Map<String, AttributeValue> stored(String pk, String sk) {
		var response = LocalDynamoDb.client()
			.getItem((get) -> get.tableName(this.tableName)
				.key(Map.of("pk", text(pk), "sk", text(sk)))
				.consistentRead(true));
		return response.hasItem() ? response.item() : null;
	}

	/** Puts an item past the templates. */
	void put(Map<String, AttributeValue> item) {
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.tableName).item(item));
	}

}
