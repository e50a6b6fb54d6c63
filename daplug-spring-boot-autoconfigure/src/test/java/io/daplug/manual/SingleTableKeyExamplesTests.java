package io.daplug.manual;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.singletable.IndexKeys;
import io.daplug.singletable.ItemType;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.singletable.Key;
import io.daplug.singletable.KeyDefinition;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableType;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of keys that are composed of attributes.
 */
class SingleTableKeyExamplesTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private static final TableDefinition TABLE = TableDefinition.named("parts")
		.hashKey("pk")
		.rangeKey("sk")
		.index(IndexDefinition.of("shared", "gsi1pk", "gsi1sk"))
		.build();

	/** What the rows of the manual's table are composed of. */
	record Command(String region, int number, Instant sentAt) {

	}

	// tag::single-table-template
	@ItemType(hashKey = @Key("PART#{region}#{number:6}"))
	record Part(String region, int number, String title) {

	}
	// end::single-table-template

	// tag::single-table-shared-index
	@ItemType(indexes = @IndexKeys(name = "shared", hashKey = @Key("SUPPLIER#{supplier}"),
			rangeKey = @Key("DELIVERY#{at}")))
	record Delivery(String deliveryId, String supplier, Instant at) {

	}

	@ItemType(indexes = @IndexKeys(name = "shared", hashKey = @Key("SUPPLIER#{supplier}"),
			rangeKey = @Key("INVOICE#{number:8}")))
	record Invoice(String invoiceId, String supplier, long number) {

	}
	// end::single-table-shared-index

	@Test
	void composesKeysAsTheTableSays() {
		assertThat(key((key) -> key.attributes("region"))).isEqualTo("CR#eu");
		assertThat(key((key) -> key.attributes("region").prefix("AREA"))).isEqualTo("AREA#eu");
		assertThat(key((key) -> key.attributes("region").unprefixed())).isEqualTo("eu");
		assertThat(key((key) -> key.attributes("region", "number").digits(6))).isEqualTo("CR#eu#000042");
		assertThat(key((key) -> key.attributes("sentAt"))).isEqualTo("CS#2026-11-27T09:30:00.000000000Z");
		assertThat(key((key) -> key.attributes("AREA#{region}#{number:6}"))).isEqualTo("AREA#eu#000042");
		assertThat(key((key) -> key.prefix("PROFILE"))).isEqualTo("PROFILE");
		assertThat(key((key) -> {
		})).isEqualTo("A");
	}

	/** The range key of a command of the region eu. */
	private static String key(Consumer<KeyDefinition.Builder> range) {
		SingleTableType type = SingleTableDefinition.of(TABLE, (types) -> types.type(ItemTypeDefinition.of(
				Command.class,
				(definition) -> definition.hashKey((hash) -> hash.attributes("number").prefix("N")).rangeKey(range))))
			.type(Command.class);
		Map<String, AttributeValue> item = CONVERTER
			.toAttributes(new Command("eu", 42, Instant.parse("2026-11-27T09:30:00Z")));
		return Objects.requireNonNull(Objects.requireNonNull(type.rangeKey()).of(item)).s();
	}

	@Test
	void encodesWhatWouldTellPartsApartInTheWrongPlace() {
		SingleTableType parts = SingleTableDefinition.of(TABLE, (types) -> types.types(Part.class)).type(Part.class);
		ItemKey key = null;
		// tag::single-table-template-key
		key = ItemKey.of(Map.of("region", "e#u", "number", 42)); // PART#e%23u#000042
		// end::single-table-template-key
		assertThat(new TableKeys(parts.table(), CONVERTER).attributes(key))
			.containsEntry("pk", AttributeValue.fromS("PART#e%23u#000042"))
			.containsEntry("sk", AttributeValue.fromS("A"));
	}

	@Test
	void sharesAnIndexAmongTypes() {
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE,
				(types) -> types.types(Delivery.class, Invoice.class));
		Map<String, String> keys = new LinkedHashMap<>();
		for (Class<?> type : List.of(Delivery.class, Invoice.class)) {
			SingleTableType shared = definition.type(type);
			keys.put(shared.name(), shared.key("gsi1pk") + " " + shared.key("gsi1sk"));
		}
		assertThat(keys).containsEntry("Delivery", "SUPPLIER#{supplier} DELIVERY#{at}")
			.containsEntry("Invoice", "SUPPLIER#{supplier} INVOICE#{number:8}");
	}

}
