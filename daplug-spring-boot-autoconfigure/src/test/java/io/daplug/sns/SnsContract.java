package io.daplug.sns;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.sns.SnsBackend.Received;
import io.daplug.sns.SnsBackend.Subscription;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What publishing must do, against whatever speaks SNS: from a write of a template to who
 * subscribed.
 */
abstract class SnsContract {

	private final List<PublishFailed> failed = new ArrayList<>();

	/** What the tests run against, shared by them. */
	abstract SnsBackend backend();

	@Test
	void announcesTheWholeLifeOfAnItem() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription subscription = backend().subscribe(topic, null);
		DaplugTemplate orders = template(topic, (definition) -> definition.attributes(Map.of("source", "shop")));
		orders.insert(
				Map.of("orderId", "a-1", "total", new BigDecimal("12345678901234567890.125"), "note", "größe ✓ <&>"),
				(options) -> options.message((message) -> message.attribute("priority", 5)));
		orders.update(ItemKey.of("a-1"), Map.of("note", "paid"));
		orders.delete(ItemKey.of("a-1"));
		List<Received> received = subscription.received(3);
		assertThat(this.failed).isEmpty();
		assertThat(received).hasSize(3);
		Received inserted = with(received, "create");
		assertThat(inserted.body()).contains("12345678901234567890.125");
		assertThat(json(inserted).path("note").asString()).isEqualTo("größe ✓ <&>");
		assertThat(json(inserted).path("orderId").asString()).isEqualTo("a-1");
		assertThat(inserted.attributes()).containsEntry("source", "shop")
			.containsEntry("priority", "5")
			.containsEntry("daplug.table", "orders");
		assertThat(inserted.types()).containsEntry("priority", "Number").containsEntry("source", "String");
		assertThat(json(with(received, "update")).path("note").asString()).isEqualTo("paid");
		assertThat(json(with(received, "delete")).path("note").asString()).isEqualTo("paid");
	}

	@Test
	void announcesEveryItemOfABatch() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription subscription = backend().subscribe(topic, null);
		template(topic, (definition) -> definition)
			.batchOverwrite(IntStream.range(0, 33).mapToObj((number) -> Map.of("orderId", "a-" + number)).toList());
		List<Received> received = subscription.received(33);
		assertThat(this.failed).isEmpty();
		assertThat(received).extracting((message) -> json(message).path("orderId").asString())
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 33).mapToObj((number) -> "a-" + number).toList());
	}

	@Test
	void sendsAThinEventForWhatIsTooLarge() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription subscription = backend().subscribe(topic, null);
		template(topic, (definition) -> definition).insert(Map.of("orderId", "a-1", "text", "x".repeat(300_000)));
		assertThat(subscription.received(1)).singleElement().satisfies((message) -> {
			assertThat(message.attributes()).containsEntry("daplug.thin", "true").containsEntry("operation", "create");
			assertThat(json(message).path("key").path("orderId").asString()).isEqualTo("a-1");
		});
		assertThat(this.failed).isEmpty();
	}

	@Test
	void sendsWhatIsJustNotTooLarge() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription subscription = backend().subscribe(topic, null);
		template(topic, (definition) -> definition).insert(Map.of("orderId", "a-1", "text", "x".repeat(261_000)));
		assertThat(subscription.received(1)).singleElement()
			.satisfies((message) -> assertThat(json(message).path("text").asString()).hasSize(261_000));
	}

	@Test
	void theWriteStandsWithoutTheTopic() {
		DaplugTemplate orders = template("arn:aws:sns:us-east-1:000000000000:missing", (definition) -> definition);
		orders.insert(Map.of("orderId", "a-1"));
		assertThat(orders.get(ItemKey.of("a-1"))).isPresent();
		orders.batchOverwrite(List.of(Map.of("orderId", "a-2"), Map.of("orderId", "a-3")));
		assertThat(this.failed).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure.cause()).hasMessageContaining("404"));
	}

	@Test
	void findsTopicsByTheirNames() {
		String name = SnsBackend.uniqueName();
		String topic = backend().createTopic(name);
		TopicRegistry directory = TopicRegistry.list(backend().client());
		assertThat(directory.arn(name)).contains(topic);
		assertThat(directory.arn(name + "x")).isEmpty();
		assertThat(directory.names()).contains(name);
	}

	@Test
	void fifoTopicsTakeAllAndGroupByKey() {
		String topic = backend().createTopic(SnsBackend.uniqueName() + ".fifo");
		Subscription subscription = backend().subscribe(topic, null);
		DaplugTemplate orders = template(topic, (definition) -> definition);
		orders.insert(Map.of("orderId", "größe 1", "version", 0));
		IntStream.rangeClosed(1, 5)
			.forEach((version) -> orders.update(ItemKey.of("größe 1"), Map.of("version", version)));
		List<Received> received = subscription.received(6);
		assertThat(this.failed).isEmpty();
		assertThat(received).extracting((message) -> json(message).path("version").asInt())
			.containsExactly(0, 1, 2, 3, 4, 5);
		assertThat(received).extracting(Received::group).containsOnly(FifoId.of("größe 1"));
	}

	static JsonNode json(Received message) {
		return JsonMapper.shared().readTree(message.body());
	}

	private static Received with(List<Received> received, String operation) {
		return received.stream()
			.filter((message) -> operation.equals(message.attributes().get("operation")))
			.findFirst()
			.orElseThrow();
	}

	interface Customizer {

		TopicDefinition.Builder customize(TopicDefinition.Builder definition);

	}

	DaplugTemplate template(String topicArn, Customizer customizer) {
		TableDefinition table = TableDefinition.named("orders")
			.tableName(LocalDynamoDb.createTable("orderId", null))
			.hashKey("orderId")
			.hashPrefix("order#")
			.build();
		return DaplugTemplate.builder(LocalDynamoDb.client(), table)
			.publisher(SnsChangePublisher.builder(backend().client())
				.topic(customizer.customize(TopicDefinition.of(table, topicArn)).build())
				.events((event) -> this.failed.add((PublishFailed) event))
				.build())
			.build();
	}

	List<PublishFailed> failed() {
		return this.failed;
	}

}
