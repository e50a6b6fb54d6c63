package io.daplug.sns;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.sns.SnsBackend.Received;
import io.daplug.sns.SnsBackend.Subscription;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only holds where messages are really delivered.
 */
abstract class SnsDeliveryContract extends SnsContract {

	@Test
	void subscribersFilterByOperation() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription deletes = backend().subscribe(topic, "{\"operation\":[\"delete\"]}");
		Subscription all = backend().subscribe(topic, null);
		DaplugTemplate orders = template(topic, (definition) -> definition);
		orders.insert(Map.of("orderId", "a-1"));
		orders.update(ItemKey.of("a-1"), Map.of("note", "x"));
		orders.delete(ItemKey.of("a-1"));
		assertThat(all.received(3)).hasSize(3);
		assertThat(deletes.received(1)).singleElement()
			.satisfies((message) -> assertThat(message.attributes()).containsEntry("operation", "delete"));
	}

	@Test
	void subscribersFilterByNumbers() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription urgent = backend().subscribe(topic, "{\"priority\":[{\"numeric\":[\">=\",5]}]}");
		DaplugTemplate orders = template(topic, (definition) -> definition);
		orders.insert(Map.of("orderId", "a-1"),
				(options) -> options.message((message) -> message.attribute("priority", 4)));
		orders.insert(Map.of("orderId", "a-2"),
				(options) -> options.message((message) -> message.attribute("priority", 10)));
		assertThat(urgent.received(1)).extracting((message) -> json(message).path("orderId").asString())
			.containsExactly("a-2");
	}

	@Test
	void fifoTopicsDropDuplicates() {
		String topic = backend().createTopic(SnsBackend.uniqueName() + ".fifo");
		Subscription subscription = backend().subscribe(topic, null);
		DaplugTemplate orders = template(topic, (definition) -> definition);
		List.of("d-1", "d-1", "d-2")
			.forEach((id) -> orders.overwrite(Map.of("orderId", "a-1", "id", id, "at", System.nanoTime()),
					(options) -> options.message((message) -> message.deduplication(id))));
		List<Received> received = subscription.received(2);
		assertThat(failed()).isEmpty();
		assertThat(received).extracting((message) -> json(message).path("id").asString()).containsExactly("d-1", "d-2");
	}

	@Test
	@DisplayName("FIFO topics drop what the stream hands over again (P31)")
	void fifoTopicsDropRedeliveries() throws Exception {
		String topic = backend().createTopic(SnsBackend.uniqueName() + ".fifo");
		Subscription subscription = backend().subscribe(topic, null);
		ChangeHandler handler = SnsChangePublisher.builder(backend().client())
			.topic(TopicDefinition.of(Changes.ORDERS, topic).publishFrom(PublishFrom.STREAM).build())
			.build()
			.streamHandler("orders", UnaryOperator.identity());
		ItemChange<?> first = Changes.change(Map.of("orderId", "a-1", "version", 1));
		ItemChange<?> second = Changes.change(Map.of("orderId", "a-1", "version", 2));
		handler.handle(first);
		assertThat(handler.handleAll(List.of(first, second))).isEmpty();
		assertThat(subscription.received(2)).extracting((message) -> json(message).path("version").asInt())
			.containsExactly(1, 2);
	}

	@Test
	void messagesWithAllAttributesArriveRaw() {
		String topic = backend().createTopic(SnsBackend.uniqueName());
		Subscription subscription = backend().subscribe(topic, null);
		template(topic, (definition) -> definition.attributes(Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5))).insert(
				Map.of("orderId", "a-1"),
				(options) -> options.message((message) -> message.attribute("f", 6).attribute("g", true)));
		assertThat(subscription.received(1)).singleElement()
			.satisfies((message) -> assertThat(message.attributes()).hasSize(AttributeRules.MOST)
				.containsEntry("daplug.table", "orders"));
	}

}
