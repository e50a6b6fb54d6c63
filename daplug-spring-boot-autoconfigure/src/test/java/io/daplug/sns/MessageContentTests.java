package io.daplug.sns;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.daplug.event.Announcement;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Attribute;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/**
 * Tests what messages hold, as it reaches SNS.
 */
class MessageContentTests {

	private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";

	private final SnsStub sns = SnsStub.start();

	@AfterEach
	void stop() {
		this.sns.close();
	}

	@Test
	void sendsTheItemWithExactNumbers() {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("orderId", "a-1");
		item.put("total", new BigDecimal("12345678901234567890.123456789"));
		item.put("small", new BigDecimal("1E-7"));
		item.put("large", new BigDecimal("1E+20"));
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("none", null);
		nested.put("flags", List.of(true, 1));
		item.put("nested", nested);
		assertThat(publish(topic(), Changes.inserted(item)).message()).isEqualTo(
				"{\"orderId\":\"a-1\",\"total\":12345678901234567890.123456789,\"small\":0.0000001,\"large\":100000000000000000000,"
						+ "\"nested\":{\"none\":null,\"flags\":[true,1]}}");
	}

	@Test
	void sendsSetsAsArraysAndBinaryAsBase64() {
		SdkBytes bytes = SdkBytes.fromUtf8String("hi");
		Map<String, Object> item = Map.of("orderId", "a-1", "tags", Set.of("x"), "numbers", Set.of(1), "raw", bytes,
				"raws", Set.of(bytes));
		assertThat(JsonMapper.shared().readTree(publish(topic(), Changes.inserted(item)).message()))
			.isEqualTo(JsonMapper.shared()
				.readTree(
						"{\"orderId\":\"a-1\",\"tags\":[\"x\"],\"numbers\":[1],\"raw\":\"aGk=\",\"raws\":[\"aGk=\"]}"));
	}

	@Test
	void sendsWhatARemovedItemWas() {
		Published published = publish(topic(), Changes.removed(Map.of("orderId", "a-1", "version", 3), true));
		assertThat(JsonMapper.shared().readTree(published.message()))
			.isEqualTo(JsonMapper.shared().readTree("{\"orderId\":\"a-1\",\"version\":3}"));
		assertThat(published.attribute("operation")).isEqualTo("delete");
	}

	@Test
	void sendsTheKeyOfARemovedItemThatIsNotKnown() {
		assertThat(publish(topic(), Changes.removed(Map.of("orderId", "a-1", "version", 3), false)).message())
			.isEqualTo("{\"orderId\":\"a-1\"}");
	}

	@Test
	void sendsAnEnvelope() {
		Published published = publish(topic().payload(MessagePayload.ENVELOPE),
				Changes.modified(Map.of("orderId", "a-1", "version", 1), Map.of("orderId", "a-1", "version", 2)));
		assertThatObject(JsonMapper.shared().readTree(published.message())).satisfies((message) -> {
			assertThat(message.propertyNames()).containsExactly("table", "key", "operation", "changeId", "version",
					"sequence", "time", "newItem", "oldItem");
			assertThat(message.path("table").asString()).isEqualTo("orders");
			assertThat(message.path("key").toString()).isEqualTo("{\"orderId\":\"a-1\"}");
			assertThat(message.path("operation").asString()).isEqualTo("update");
			assertThat(message.path("changeId").asString()).matches("orders\\|a-1\\|p1-\\d{20}");
			assertThat(message.path("version").asString()).isEqualTo("2");
			assertThat(message.path("time").asString()).isEqualTo("2026-11-21T12:00:00Z");
			assertThat(message.path("newItem").path("version").asInt()).isEqualTo(2);
			assertThat(message.path("oldItem").path("version").asInt()).isEqualTo(1);
		});
	}

	@Test
	void sendsDataInPlaceOfTheItem() {
		Map<String, Object> item = Map.of("orderId", "a-1");
		assertThat(
				publish(topic(), Changes.inserted(item, (message) -> message.data(new Receipt("a-1", null)))).message())
			.isEqualTo("{\"id\":\"a-1\",\"total\":null}");
		assertThat(publish(topic(),
				Changes.inserted(item, (message) -> message.data(new Receipt("a-1", new BigDecimal("1E+3")))))
			.message()).isEqualTo("{\"id\":\"a-1\",\"total\":1000}");
		assertThat(publish(topic(), Changes.inserted(item, (message) -> message.data("a-1 came"))).message())
			.isEqualTo("\"a-1 came\"");
		assertThat(publish(topic(),
				Changes.inserted(item,
						(message) -> message.data(Map.of("raw", SdkBytes.fromString("hi", StandardCharsets.UTF_8)))))
			.message()).isEqualTo("{\"raw\":\"aGk=\"}");
		Published enveloped = publish(topic().payload(MessagePayload.ENVELOPE),
				Changes.inserted(item, (message) -> message.data(new Receipt("a-1", null))));
		assertThatObject(JsonMapper.shared().readTree(enveloped.message())).satisfies((message) -> {
			assertThat(message.path("data").path("id").asString()).isEqualTo("a-1");
			assertThat(message.has("newItem")).isFalse();
		});
	}

	record Receipt(String id, @Nullable BigDecimal total) {

	}

	@Test
	void attributesOfTheCallGoOverDerivedOverThoseOfTheTable() {
		TopicDefinition.Builder topic = topic()
			.attributes(Map.of("source", "shop", "env", "prod", "daplug.table", "x", "operation", "x"));
		Announcement announcement = Changes.inserted(Map.of("orderId", "a-1", "version", 7),
				(message) -> message.attribute("env", null)
					.attribute("priority", 5)
					.attribute("weight", new BigDecimal("1E+2"))
					.attribute("urgent", true)
					.attribute("note", "")
					.attribute("daplug.schema", "Other")
					.attribute("operation", "import"));
		Published published = publish(topic, announcement);
		assertThat(published.attributes()).containsExactlyInAnyOrderEntriesOf(
				Map.of("source", new Attribute("String", "shop"), "priority", new Attribute("Number", "5"), "weight",
						new Attribute("Number", "100"), "urgent", new Attribute("String", "true"), "daplug.table",
						new Attribute("String", "orders"), "daplug.schema", new Attribute("String", "Other"),
						"daplug.change-id", new Attribute("String", announcement.change().changeId()),
						"daplug.idempotence-key", new Attribute("String", "version"), "daplug.idempotence-value",
						new Attribute("Number", "7"), "operation", new Attribute("String", "create")));
	}

	@Test
	void sendsOnlyDerivedAttributesThatAreChosen() {
		assertThat(publish(topic().derivedAttributes(List.of()), Changes.inserted("a-1")).attributes())
			.containsOnlyKeys("operation");
		assertThat(publish(topic().derivedAttributes(List.of(DerivedAttribute.TABLE)), Changes.inserted("a-1"))
			.attributes()).containsOnlyKeys("operation", "daplug.table");
	}

	@Test
	void derivedAttributesGiveWayFirstFromTheEnd() {
		assertThat(publish(topic().attributes(numbered(6)), Changes.inserted("a-1")).attributes())
			.hasSize(AttributeRules.MOST)
			.containsKeys("a0", "a5", "operation", "daplug.table", "daplug.schema", "daplug.change-id")
			.doesNotContainKeys("daplug.idempotence-key", "daplug.idempotence-value");
		assertThat(publish(topic().attributes(numbered(9)), Changes.inserted("a-1")).attributes())
			.hasSize(AttributeRules.MOST)
			.containsKeys("a8", "operation");
	}

	@Test
	void leavesOutDerivedAttributesThatSnsDoesNotTake() {
		Published published = publish(topic(), Changes.inserted(Map.of("orderId", "a", "version", "\u0001")));
		assertThat(published.attributes()).doesNotContainKey("daplug.idempotence-value").containsKey("daplug.table");
	}

	@Test
	@DisplayName("FIFO topics get a group and a deduplication id (P31)")
	void fifoTopicsGroupByKeyAndDropDuplicatesByChange() {
		Announcement announcement = Changes.inserted("a-1");
		Published published = publish(fifo(Changes.ORDERS), announcement);
		assertThat(published.group()).isEqualTo("a-1");
		assertThat(published.deduplication()).isEqualTo(announcement.change().changeId());
		assertThat(publish(fifo(Changes.ORDERS), announcement).deduplication()).isEqualTo(published.deduplication());
		assertThat(publish(fifo(Changes.ORDERS), Changes.inserted("a-1")).deduplication())
			.isNotEqualTo(published.deduplication());
	}

	@Test
	void callsCanSayGroupAndDeduplication() {
		Published published = publish(fifo(Changes.ORDERS),
				Changes.inserted(Map.of("orderId", "a-1"), (message) -> message.group("ledger").deduplication("d-1")));
		assertThat(published.group()).isEqualTo("ledger");
		assertThat(published.deduplication()).isEqualTo("d-1");
	}

	@Test
	void idsThatSnsDoesNotTakeAreDigested() {
		Published published = publish(fifo(Changes.ORDERS), Changes.inserted("größe 1"));
		assertThat(published.group()).matches("[0-9a-f]{64}").isEqualTo(FifoId.of("größe 1"));
		assertThat(published.deduplication()).matches("[0-9a-f]{64}");
		Published other = publish(fifo(Changes.ORDERS), Changes.inserted("größe 2"));
		assertThat(other.group()).isNotEqualTo(published.group());
		assertThat(FifoId.of("x".repeat(128))).isEqualTo("x".repeat(128));
		assertThat(FifoId.of("x".repeat(129))).hasSize(64);
		assertThat(FifoId.of(ItemKey.of("a", 1))).isEqualTo("a|1");
		assertThat(FifoId.of(ItemKey.of(Map.of("k", SdkBytes.fromUtf8String("hi"))))).isEqualTo("6869");
	}

	@Test
	void otherTopicsGetNoIdsUnlessAGroupIsGiven() {
		Published published = publish(topic(), Changes.inserted("a-1"));
		assertThat(published.group()).isNull();
		assertThat(published.deduplication()).isNull();
		Published grouped = publish(topic(), Changes.inserted(Map.of("orderId", "a-1"),
				(message) -> message.group("tenant-1").deduplication("d-1")));
		assertThat(grouped.group()).isEqualTo("tenant-1");
		assertThat(grouped.deduplication()).isNull();
	}

	@Test
	void tellsWhoseItemChanged() {
		Map<String, Object> item = Map.of("orderId", "a-1", "text", "ä".repeat(600));
		assertThat(publish(topic(), Changes.inserted(item)).attributes()).doesNotContainKey("daplug.tenant");
		assertThat(publish(topic(), Changes.insertedOf("acme", item)).attribute("daplug.tenant")).isEqualTo("acme");
		Published envelope = publish(topic().payload(MessagePayload.ENVELOPE), Changes.insertedOf("acme", item));
		assertThat(JsonMapper.shared().readTree(envelope.message()).path("tenant").asString()).isEqualTo("acme");
		Published thin = publish(topic().maxMessageSize(1024), Changes.insertedOf("acme", item));
		assertThat(thin.attribute("daplug.thin")).isEqualTo("true");
		assertThat(JsonMapper.shared().readTree(thin.message()).path("tenant").asString()).isEqualTo("acme");
	}

	@Test
	@DisplayName("what is too large goes as a thin event (P29)")
	void whatIsTooLargeGoesAsAThinEvent() {
		Map<String, Object> item = Map.of("orderId", "a-1", "version", 4, "text", "ä".repeat(600));
		Published whole = publish(topic().maxMessageSize(4096), Changes.inserted(item));
		assertThat(whole.attributes()).doesNotContainKey("daplug.thin");
		Published thin = publish(topic().maxMessageSize(1024), Changes.inserted(item));
		assertThat(thin.attribute("daplug.thin")).isEqualTo("true");
		assertThat(thin.attribute("operation")).isEqualTo("create");
		assertThatObject(JsonMapper.shared().readTree(thin.message())).satisfies((message) -> {
			assertThat(message.propertyNames()).containsExactly("table", "key", "operation", "changeId", "version",
					"sequence", "time", "thin");
			assertThat(message.path("key").path("orderId").asString()).isEqualTo("a-1");
			assertThat(message.path("changeId").asString()).matches("orders\\|a-1\\|p1-\\d{20}");
			assertThat(message.path("version").asString()).isEqualTo("4");
		});
	}

	@Test
	@DisplayName("the limit holds for body and attributes together, to the byte (P29)")
	void countsBodyAndAttributes() {
		int around = size(publish(topic().maxMessageSize(4096), Changes.inserted(sized(0))));
		Announcement fitting = Changes.inserted(sized(4096 - around));
		Announcement over = Changes.inserted(sized(4096 - around + 1));
		assertThat(size(publish(topic().maxMessageSize(4096), fitting))).isEqualTo(4096);
		assertThat(publish(topic().maxMessageSize(4096), over).attribute("daplug.thin")).isEqualTo("true");
	}

	@Test
	void theMarkOfAThinEventTakesTheLastPlace() {
		Map<String, Object> item = Map.of("orderId", "a-1", "text", "x".repeat(2000));
		Published thin = publish(topic().attributes(numbered(8)).maxMessageSize(1024),
				Changes.inserted(item, (message) -> message.attribute("mine", 1)));
		assertThat(thin.attributes()).hasSize(AttributeRules.MOST)
			.containsKeys("mine", "operation", "daplug.thin", "a6")
			.doesNotContainKey("a7");
	}

	private static Map<String, Object> sized(int length) {
		return Map.of("orderId", "a-1", "version", 1, "text", "x".repeat(length));
	}

	private static int size(Published published) {
		int size = published.message().getBytes(StandardCharsets.UTF_8).length;
		for (Map.Entry<String, Attribute> attribute : published.attributes().entrySet()) {
			size += attribute.getKey().length() + attribute.getValue().type().length()
					+ attribute.getValue().value().getBytes(StandardCharsets.UTF_8).length;
		}
		return size;
	}

	private static Map<String, Integer> numbered(int count) {
		Map<String, Integer> attributes = new LinkedHashMap<>();
		IntStream.range(0, count).forEach((number) -> attributes.put("a" + number, number));
		return attributes;
	}

	private static TopicDefinition.Builder topic() {
		return TopicDefinition.of(Changes.ORDERS, TOPIC);
	}

	private static TopicDefinition.Builder fifo(TableDefinition table) {
		return TopicDefinition.of(table, TOPIC + ".fifo");
	}

	private Published publish(TopicDefinition.Builder topic, Announcement announcement) {
		this.sns.clear();
		SnsChangePublisher.builder(this.sns.client()).topic(topic.build()).build().publish(List.of(announcement));
		assertThat(this.sns.published()).hasSize(1);
		return this.sns.published().get(0);
	}

}
