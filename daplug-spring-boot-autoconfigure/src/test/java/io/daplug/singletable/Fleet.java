package io.daplug.singletable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of devices, their commands and logs, and of owners.
 */
final class Fleet {

	static final String BY_STATUS = "by-status";

	static final String SHARED = "shared";

	private final String tableName = "t-" + UUID.randomUUID();

	/** What is in the collection of a device. */
	sealed interface OfDevice {

		String deviceId();

	}

	@ItemType(rangeKey = @Key(prefix = "A"),
			indexes = @IndexKeys(name = SHARED, hashKey = @Key(value = "owner", prefixOf = Owner.class)))
	record Device(String deviceId, @Nullable String model, @Nullable String owner) implements OfDevice {

	}

	@ItemType(hashKey = @Key(value = "deviceId", prefixOf = Device.class), rangeKey = @Key("sentAt"))
	record Command(String deviceId, Instant sentAt, String name, @Nullable String status) implements OfDevice {

	}

	@ItemType(hashKey = @Key(value = "deviceId", prefixOf = Device.class), rangeKey = @Key(value = "line", digits = 6))
	record Log(String deviceId, int line, String text) implements OfDevice {

	}

	@ItemType(indexes = @IndexKeys(name = SHARED, hashKey = @Key("id"), rangeKey = @Key("name")))
	record Owner(String id, String name) {

	}

	/** All of a device. */
	record DeviceHistory(Device device, List<Command> commands, List<Log> logs, Optional<Owner> owner) {

	}

	private Fleet() {
	}

	static Fleet create() {
		Fleet fleet = new Fleet();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(fleet.table());
		return fleet;
	}

	TableDefinition table() {
		return TableDefinition.named("fleet")
			.tableName(this.tableName)
			.hashKey("pk")
			.rangeKey("sk")
			.index(IndexDefinition.of(SHARED, "gpk", "gsk"))
			.index(new IndexDefinition(BY_STATUS, List.of(KeyAttribute.text("status"), KeyAttribute.text("name")),
					List.of(KeyAttribute.text("sentAt"))))
			.build();
	}

	SingleTableTemplate template() {
		return template(LocalDynamoDb.client());
	}

	SingleTableTemplate template(DynamoDbClient client) {
		return template(client, (types) -> types.types(Device.class, Command.class, Log.class, Owner.class));
	}

	SingleTableTemplate template(DynamoDbClient client, Consumer<SingleTableDefinition.Builder> types) {
		return SingleTableTemplate.of(SingleTableDefinition.of(table(), types),
				(table) -> DaplugTemplate.builder(client, table).build());
	}

	static Instant second(int second) {
		return Instant.parse("2026-11-27T10:00:00Z").plusSeconds(second);
	}

	/** Puts an item past the templates. */
	void put(Map<String, AttributeValue> item) {
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.tableName).item(item));
	}

	static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	/** Puts an item of no type into the collection of a device. */
	void putUnknown(String pk, String sk) {
		put(Map.of("pk", text(pk), "sk", text(sk), "what", text("ever")));
	}

}
