package io.daplug.singletable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.daplug.id.GeneratedId;
import io.daplug.item.ItemConverter;
import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a table of many types makes of how they are defined.
 */
class SingleTableDefinitionTests {

	private static final TableDefinition TABLE = TableDefinition.named("app")
		.tableName("app-eu")
		.hashKey("pk")
		.rangeKey("sk")
		.schema("Any")
		.generated("id", GeneratedId.UUID)
		.index(IndexDefinition.of("by-status", KeyAttribute.text("status"), KeyAttribute.text("sentAt")))
		.index(IndexDefinition.of("gsi1", "gsi1pk", "gsi1sk"))
		.build();

	@Test
	void typeHasTheTableWithItsKeysComposed() {
		TableDefinition device = type(Device.class).table();
		assertThat(device.name()).isEqualTo("app");
		assertThat(device.tableName()).isEqualTo("app-eu");
		assertThat(device.itemType()).isEqualTo(Device.class);
		assertThat(device.schema()).isEqualTo("Any");
		assertThat(type(Command.class).table().schema()).isEqualTo("Command");
		assertThat(keys(Device.class)).isEqualTo(Map.of("pk", "DD#{deviceId}", "sk", "A"));
	}

	@Test
	void typeAdoptsThePrefixOfAnother() {
		assertThat(keys(Command.class)).containsEntry("pk", "DD#{deviceId}").containsEntry("sk", "CS#{sentAt}");
	}

	@Test
	void timesAreWrittenSoThatTheySort() {
		KeyTemplate range = type(Command.class).table().computedKeys().get("sk");
		assertThat(range).isNotNull();
		assertThat(range.of(Map.of("sentAt", AttributeValue.fromS("2026-11-27T10:00:00+01:00"))))
			.isEqualTo(AttributeValue.fromS("CS#2026-11-27T09:00:00.000000000Z"));
	}

	@Test
	void numberIsTextInAKeyThatIsText() {
		ItemTypeDefinition numbered = ItemTypeDefinition.of(Numbered.class,
				(type) -> type.hashKey(KeyDefinition.Builder::unprefixed));
		KeyTemplate hash = SingleTableDefinition.of(plain("pk", "sk"), (types) -> types.type(numbered))
			.type(Numbered.class)
			.hashKey();
		assertThat(hash.of(Map.of("n", AttributeValue.fromN("42")))).isEqualTo(AttributeValue.fromS("42"));
	}

	@Test
	void indexWhoseKeysAreAttributesIsLeftAlone() {
		assertThat(keys(Command.class)).doesNotContainKeys("status", "gsi1pk");
	}

	@Test
	void sharedIndexHasKeysOfItsOwn() {
		assertThat(keys(Line.class)).isEqualTo(
				Map.of("pk", "ORDER#{region}#{order:8}", "sk", "LL#{line:4}", "gsi1pk", "LS#{sku}", "gsi1sk", "A"));
	}

	@Test
	void attributesAreNamedAsTheyAreStored() {
		SingleTableDefinition definition = SingleTableDefinition.of(plain("pk", "sk"),
				(types) -> types.types(Device.class, Named.class)
					.converter(new ItemConverter(
							JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build())));
		assertThat(definition.type(Device.class).hashKey()).hasToString("DD#{device_id}");
		assertThat(definition.type(Named.class).hashKey()).hasToString("NT#{the-id}");
	}

	@Test
	void firstAttributeIsTheFirstOfConstructorOrClass() {
		SingleTableDefinition definition = SingleTableDefinition.of(plain("pk", "sk"),
				(types) -> types.types(Zebra.class, Bean.class));
		assertThat(definition.type(Zebra.class).hashKey()).hasToString("ZZ#{zone}");
		assertThat(definition.type(Bean.class).hashKey()).hasToString("BZ#{zip}");
	}

	@Test
	void severalAttributesAreComposedWithTheSeparator() {
		ItemTypeDefinition line = ItemTypeDefinition.of(Line.class,
				(type) -> type.hashKey((key) -> key.attributes("region", "order").separator("|").digits(6)));
		assertThat(SingleTableDefinition.of(plain("pk", "sk"), (types) -> types.type(line)).type(Line.class).hashKey())
			.hasToString("LR|{region}|{order:6}");
	}

	@Test
	void keyMayBeTheAttributeItself() {
		ItemTypeDefinition device = ItemTypeDefinition.of(Device.class,
				(type) -> type.hashKey(KeyDefinition.Builder::unprefixed));
		SingleTableType type = SingleTableDefinition.of(plain("deviceId", "sk"), (types) -> types.type(device))
			.type(Device.class);
		assertThat(type.table().computedKeys()).containsOnlyKeys("sk");
		assertThat(type.hashKey()).hasToString("{deviceId}");
	}

	@Test
	void defaultOfTheRangeKeyIsOfItsType() {
		assertThat(constant(ScalarAttributeType.S)).isEqualTo(AttributeValue.fromS("A"));
		assertThat(constant(ScalarAttributeType.N)).isEqualTo(AttributeValue.fromN("0"));
		assertThat(constant(ScalarAttributeType.B)).isEqualTo(AttributeValue.fromB(SdkBytes.fromUtf8String("A")));
	}

	private static AttributeValue constant(ScalarAttributeType rangeKey) {
		TableDefinition table = TableDefinition.named("app").hashKey("pk").rangeKey("sk", rangeKey).build();
		KeyTemplate range = SingleTableDefinition.of(table, (types) -> types.types(Device.class))
			.type(Device.class)
			.rangeKey();
		assertThat(range).isNotNull();
		AttributeValue value = range.of(Map.of());
		assertThat(value).isNotNull();
		return value;
	}

	@Test
	void idsAreMadeForTypesThatHaveThem() {
		assertThat(type(Device.class).table().generated()).isEmpty();
		assertThat(type(Note.class).table().generated()).containsOnlyKeys("id");
	}

	@Test
	void typeAttributeHoldsTheName() {
		SingleTableDefinition definition = SingleTableDefinition.of(plain("pk", "sk"),
				(types) -> types.types(Device.class, Login.class).typeAttribute("_type"));
		assertThat(definition.type(Device.class).table().computedKeys().get("_type")).hasToString("Device");
		assertThat(definition.type(Login.class).table().computedKeys().get("kind")).hasToString("Login");
	}

	@Test
	void sealedTypeHasWhatItsTypesShare() {
		SingleTableDefinition definition = SingleTableDefinition.of(plain("pk", "sk"),
				(types) -> types.types(Shape.class));
		assertThat(definition.type(Shape.class).hashKey()).hasToString("SI#{id}");
	}

	@Test
	void componentsMayBeGenericAndUnwrapped() {
		SingleTableDefinition definition = SingleTableDefinition.of(plain("pk", "sk"),
				(types) -> types.types(Generic.class, Wrapped.class));
		assertThat(definition.type(Generic.class).hashKey()).hasToString("GI#{id}");
		assertThat(definition.type(Wrapped.class).hashKey()).hasToString("WD#{deviceId}");
	}

	private static SingleTableType type(Class<?> type) {
		return SingleTableDefinition
			.of(TABLE, (types) -> types.types(Device.class, Command.class, Line.class, Note.class))
			.type(type);
	}

	private static Map<String, String> keys(Class<?> type) {
		Map<String, String> keys = new HashMap<>();
		type(type).table().computedKeys().forEach((key, template) -> keys.put(key, template.toString()));
		return keys;
	}

	private static TableDefinition plain(String hashKey, String rangeKey) {
		return TableDefinition.named("app").hashKey(hashKey).rangeKey(rangeKey).build();
	}

	@ItemType
	record Device(String deviceId, @Nullable String model) {
	}

	@ItemType(schema = "Command", hashKey = @Key(value = "deviceId", prefixOf = Device.class),
			rangeKey = @Key("sentAt"))
	record Command(String name, String deviceId, Instant sentAt, Optional<String> status) {
	}

	@ItemType(hashKey = @Key("ORDER#{region}#{order:8}"), rangeKey = @Key(value = "line", digits = 4),
			indexes = @IndexKeys(name = "gsi1", hashKey = @Key("sku")))
	record Line(String region, int order, int line, @Nullable String sku) {
	}

	@ItemType
	record Note(String id) {
	}

	@ItemType
	record Named(@JsonProperty("the-id") String id) {
	}

	@ItemType
	record Zebra(String zone, String animal) {
	}

	@ItemType(typeAttribute = "kind")
	record Login(String user) {
	}

	@ItemType
	static class Bean {

		private String zip = "";

		private String area = "";

		public String getArea() {
			return this.area;
		}

		public void setArea(String area) {
			this.area = area;
		}

		public String getZip() {
			return this.zip;
		}

		public void setZip(String zip) {
			this.zip = zip;
		}

	}

	@ItemType
	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	sealed interface Shape {

		String id();

	}

	record Circle(String id, int radius) implements Shape {
	}

	record Square(int side, String id) implements Shape {
	}

	@ItemType
	record Generic<T>(String id, List<T> parts, Map<String, List<T>> named) {
	}

	record Numbered(int n) {
	}

	@ItemType
	record Wrapped(@JsonUnwrapped Device device, String text) {
	}

}
