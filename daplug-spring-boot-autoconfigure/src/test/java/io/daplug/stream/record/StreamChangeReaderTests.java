package io.daplug.stream.record;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.guard.ItemVisibility;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.stream.Things;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.stream.record.Records.LABEL;
import static io.daplug.stream.record.Records.item;
import static io.daplug.stream.record.Records.number;
import static io.daplug.stream.record.Records.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamChangeReader}.
 */
class StreamChangeReaderTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final StreamChangeReader reader = new StreamChangeReader(
			TableDefinition.named("orders").hashKey("id").build(), CONVERTER);

	record Order(String id, int total) {

	}

	record Device(String device) {

	}

	@Test
	void readsAnInsert() {
		ItemChange<?> change = read(Records.inserted(item("o-1", "total", number("5"))));
		assertThat(change).isInstanceOf(ItemInserted.class);
		assertThat(change.table()).isEqualTo("orders");
		assertThat(change.key()).isEqualTo(ItemKey.of("o-1"));
		assertThat(change.newItem().type()).isEqualTo(ItemType.MAP);
		assertThat(change.newItem().toMap()).isEqualTo(Map.of("id", "o-1", "total", new BigDecimal("5")));
		assertThat(change.origin().operation()).isEqualTo(Operation.INSERT);
		assertThat(change.origin().name()).isNull();
	}

	@Test
	void readsAModification() {
		ItemChange<?> change = read(
				Records.modified(item("o-1", "total", number("5")), item("o-1", "total", number("6"))));
		assertThat(change).isInstanceOf(ItemModified.class);
		assertThat(change.oldItem().toMap()).containsEntry("total", new BigDecimal("5"));
		assertThat(change.newItem().toMap()).containsEntry("total", new BigDecimal("6"));
		assertThat(change.origin().operation()).isEqualTo(Operation.UPDATE);
	}

	@Test
	void readsARemoval() {
		ItemChange<?> change = read(Records.removed(item("o-1", "total", number("5"))));
		assertThat(change).isInstanceOf(ItemRemoved.class);
		assertThat(change.oldItem().toMap()).containsEntry("total", new BigDecimal("5"));
		assertThat(change.origin().operation()).isEqualTo(Operation.DELETE);
	}

	@Test
	@DisplayName("P38: a removal by DynamoDB's time to live is told by the record's user identity")
	void tellsARemovalByTimeToLive() {
		Record removal = Records.removed(item("o-1"));
		Record expiry = removal.toBuilder()
			.userIdentity((identity) -> identity.type("Service").principalId("dynamodb.amazonaws.com"))
			.build();
		assertThat(read(expiry)).isInstanceOf(ItemRemoved.class);
		assertThat(read(expiry).origin().operation()).isEqualTo(Operation.EXPIRE);
		Record other = removal.toBuilder().userIdentity((identity) -> identity.principalId("somebody")).build();
		assertThat(read(other).origin().operation()).isEqualTo(Operation.DELETE);
	}

	@Test
	void placesTheChangeByTheStreamAndItsSequence() {
		ItemChange<?> change = read(Records.inserted(item("o-1")));
		assertThat(change.origin().position().source()).isEqualTo(LABEL);
		assertThat(change.origin().sequence()).isEqualTo("0000000000000000000" + Records.SEQUENCE).hasSize(40);
		assertThat(change.time()).isEqualTo(Records.TIME);
		assertThat(change.changeId()).contains("orders").contains(LABEL).contains(Records.SEQUENCE);
	}

	@Test
	void givesTextsThatSortAsTheSequenceNumbersDo() {
		assertThat(List.of("9", "10", "111100000000000000001", "9".repeat(40)).stream().map(this::sequence)).isSorted()
			.doesNotHaveDuplicates()
			.allMatch((sequence) -> sequence.length() == 40);
	}

	private String sequence(String number) {
		Record inserted = Records.inserted(item("o-1"));
		return read(Records.with(inserted, (data) -> data.sequenceNumber(number))).origin().sequence();
	}

	@Test
	void readsItemsAsTheTypeOfTheTable() {
		StreamChangeReader typed = new StreamChangeReader(
				TableDefinition.named("orders").hashKey("id").itemType(Order.class).build(), CONVERTER);
		ItemChange<?> change = typed.read(Records.inserted(item("o-1", "total", number("5"))), LABEL).orElseThrow();
		assertThat(change.newItem().value()).isEqualTo(new Order("o-1", 5));
		assertThat(change.newItem().type()).isEqualTo(ItemType.of(Order.class));
	}

	@Test
	void readsItemsAsTheTypeThatTheirKeysSay() {
		assertThat(things(Things.command("d1", 5))).isEqualTo(new Things.Command("d1", 5));
		assertThat(things(Things.logEntry("d1", "on"))).isEqualTo(new Things.LogEntry("d1", "on"));
		assertThat(things(Things.unknown("d1"))).isEqualTo(new Device("d1"));
	}

	private static Object things(Map<String, Object> item) {
		Map<String, AttributeValue> now = CONVERTER.toAttributes(item);
		Map<String, AttributeValue> key = new LinkedHashMap<>(now);
		key.keySet().retainAll(List.of("pk", "sk"));
		Record record = Records.record(OperationType.INSERT, (data) -> data.keys(key).newImage(now));
		return new StreamChangeReader(Things.table().itemType(Device.class).build(), CONVERTER).read(record, LABEL)
			.orElseThrow()
			.newItem()
			.value();
	}

	@Test
	void takesPrefixesOffKeysAndItemsButNotOffTheIdentity() {
		StreamChangeReader prefixed = new StreamChangeReader(TableDefinition.named("orders")
			.hashKey("id")
			.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("order#")
			.build(), CONVERTER);
		Map<String, AttributeValue> keys = Map.of("id", text("order#1"), "line", number("7"));
		Record record = Records.with(Records.inserted(keys), (data) -> data.keys(keys));
		ItemChange<?> change = prefixed.read(record, LABEL).orElseThrow();
		assertThat(change.key()).isEqualTo(ItemKey.of("1", 7));
		assertThat(change.identity().storedKey()).isEqualTo(ItemKey.of("order#1", 7));
		assertThat(change.newItem().toMap()).containsEntry("id", "1");
	}

	@Test
	void keepsAnotherPrefixThanThatOfTheTable() {
		StreamChangeReader prefixed = new StreamChangeReader(
				TableDefinition.named("orders").hashKey("id").hashPrefix("order#").build(), CONVERTER);
		ItemChange<?> change = prefixed.read(Records.removed(item("other#1")), LABEL).orElseThrow();
		assertThat(change.key()).isEqualTo(ItemKey.of("other#1"));
	}

	@Test
	void saysTheSchemaAndTheVersionOfTheLastImage() {
		StreamChangeReader guarded = new StreamChangeReader(TableDefinition.named("orders")
			.hashKey("id")
			.schema("Order")
			.idempotence(IdempotenceDefinition.on("v"))
			.build(), CONVERTER);
		Record modified = Records.modified(item("o-1", "v", number("1")), item("o-1", "v", number("2")));
		ItemChange<?> change = guarded.read(modified, LABEL).orElseThrow();
		assertThat(change.origin().schema()).isEqualTo("Order");
		assertThat(change.origin().version()).isEqualTo("2");
		Record removed = Records.removed(item("o-1", "v", text("2026-01-01")));
		assertThat(guarded.read(removed, LABEL).orElseThrow().origin().version()).isEqualTo("2026-01-01");
		assertThat(guarded.read(Records.removed(item("o-1")), LABEL).orElseThrow().origin().version()).isNull();
	}

	@Test
	void keepsEveryTypeOfAttribute() {
		Map<String, AttributeValue> item = new LinkedHashMap<>(item("o-1"));
		item.put("number", number("12345678901234567890123456789012345678"));
		item.put("small", number("1E-130"));
		item.put("binary", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 0, -1 })));
		item.put("yes", AttributeValue.fromBool(true));
		item.put("null", AttributeValue.fromNul(true));
		item.put("list", AttributeValue.fromL(List.of()));
		item.put("map", AttributeValue.fromM(Map.of()));
		item.put("deep", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("a", number("1"))))));
		item.put("texts", AttributeValue.fromSs(List.of("a", "b")));
		item.put("numbers", AttributeValue.fromNs(List.of("1", "2.5")));
		item.put("binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))));
		item.put("empty", text(""));
		ItemChange<?> change = read(Records.inserted(item));
		assertThat(change.newItem().attributes()).isEqualTo(item);
	}

	@Test
	void readsARecordOfOldWithoutTheNewerFields() {
		Record old = Records.with(Records.modified(item("o-1"), item("o-1", "total", number("1"))),
				(data) -> data.streamViewType((String) null).approximateCreationDateTime(null));
		Instant now = Instant.parse("2026-11-27T20:00:00Z");
		StreamChangeReader clocked = new StreamChangeReader(this.reader.table(), CONVERTER, ItemVisibility.ALL, null,
				Clock.fixed(now, ZoneOffset.UTC));
		ItemChange<?> change = clocked.read(old, LABEL).orElseThrow();
		assertThat(change).isInstanceOf(ItemModified.class);
		assertThat(change.time()).isEqualTo(now);
	}

	@Test
	void keepsWhatOldGlobalTablesStoreInItems() {
		Map<String, AttributeValue> replicated = item("o-1", "aws:rep:updateregion", text("eu-west-1"));
		assertThat(read(Records.modified(item("o-1"), replicated)).newItem().attributes()).isEqualTo(replicated);
	}

	private ItemChange<?> read(Record record) {
		return this.reader.read(record, LABEL).orElseThrow();
	}

}
