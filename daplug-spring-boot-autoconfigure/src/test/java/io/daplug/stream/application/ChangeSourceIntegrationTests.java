package io.daplug.stream.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.DeliveryGuarantee;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a table is fed by one source of changes, in whole contexts.
 */
@Timeout(120)
class ChangeSourceIntegrationTests {

	private final ApplicationContextRunner runner = ListenerApplication.with("orders", "parked");

	@Test
	void leavesTablesToTheSourcesThatNameThem() {
		this.runner.withBean(Listener.class).withBean(OrdersSource.class).run((context) -> {
			ChangeSourceRegistry sources = context.getBean(ChangeSourceRegistry.class);
			OrdersSource source = context.getBean(OrdersSource.class);
			assertThat(sources.source("orders")).contains(source);
			assertThat(sources.source("parked").map(ChangeSource::name)).contains("application");
			assertThat(source.isRunning()).isTrue();
			Listener listener = context.getBean(Listener.class);
			DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
			orders.insert(new Order("a", 1));
			source.announce(orders);
			await().until(() -> listener.given.contains("b"));
			assertThat(listener.given).containsExactly("b");
			assertThat(context.getBean(ApplicationChangeSource.class).guarantee())
				.isEqualTo(DeliveryGuarantee.AT_MOST_ONCE);
		});
	}

	record Order(String id, int n) {

	}

	static class Listener {

		private final List<String> given = new CopyOnWriteArrayList<>();

		@DaplugStreamListener(tables = "orders", concurrency = "1")
		void on(Order order) {
			this.given.add(order.id());
		}

	}

	/** Feeds orders with a change of its own. */
	static class OrdersSource implements ChangeSource {

		private final StreamListenerRegistry listeners;

		private boolean running;

		OrdersSource(StreamListenerRegistry listeners) {
			this.listeners = listeners;
		}

		void announce(DaplugTemplate orders) {
			Item<Order> item = new Item<>(Map.of("id", AttributeValue.fromS("b"), "n", AttributeValue.fromN("2")),
					Order.class, new ItemConverter(JsonMapper.shared()));
			this.listeners.accept(List.of(new ItemInserted<>(new ItemIdentity(orders.table().name(), ItemKey.of("b")),
					ItemKey.of("b"), ItemImage.of(item), new ChangeOrigin(Operation.INSERT, null, null, null,
							new ChangePosition("test", "1", Instant.EPOCH)))));
		}

		@Override
		public String name() {
			return "test";
		}

		@Override
		public DeliveryGuarantee guarantee() {
			return DeliveryGuarantee.AT_LEAST_ONCE;
		}

		@Override
		public Set<String> tables() {
			return Set.of("orders");
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
