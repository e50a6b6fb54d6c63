package io.daplug.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the rest of the service hears of orders.
 */
@OrderServiceTest
@Import(OrderEventsTests.RecorderConfiguration.class)
@ExtendWith(OutputCaptureExtension.class)
class OrderEventsTests {

	private final OrderRequests requests;

	private final Recorder recorder;

	OrderEventsTests(@Autowired RestTestClient client, @Autowired Recorder recorder) {
		this.requests = new OrderRequests(client);
		this.recorder = recorder;
	}

	@Test
	void hearsOfAnOrderFromItsBeginningToItsEnd(CapturedOutput output) {
		this.requests.post(OrderRequests.withId("event-1")).expectStatus().isCreated();
		this.requests.patch("event-1", "{\"status\": \"PAID\"}").expectStatus().isOk();
		this.requests.patch("event-1", "{\"note\": \"Ring twice\"}").expectStatus().isOk();
		this.requests.delete("event-1", null).expectStatus().isNoContent();

		List<ItemChange<?>> changes = this.recorder.changes.stream()
			.filter((change) -> change.table().equals("orders") && change.key().hashValue().equals("event-1"))
			.toList();
		assertThat(changes)
			.hasExactlyElementsOfTypes(ItemInserted.class, ItemModified.class, ItemModified.class, ItemRemoved.class)
			.allMatch((change) -> change.table().equals("orders"));
		assertThat(order(changes.get(0).newItem())).extracting(Order::status, Order::version)
			.containsExactly(OrderStatus.NEW, 1L);
		assertThat(order(changes.get(1).oldItem())).extracting(Order::status).isEqualTo(OrderStatus.NEW);
		assertThat(order(changes.get(1).newItem())).extracting(Order::status).isEqualTo(OrderStatus.PAID);
		assertThat(order(changes.get(3).oldItem())).extracting(Order::version).isEqualTo(3L);
		assertThat(output).contains("Order event-1 of customer c-900 is placed")
			.contains("Order event-1 went from NEW to PAID")
			.contains("Order event-1 changed, it is at version 3")
			.contains("Order event-1 is removed");
	}

	@Test
	void hearsNothingOfWhatWasRefusedAndLogsNoSampleOrders(CapturedOutput output) {
		this.requests.post("{}").expectStatus().isBadRequest();
		this.requests.post(OrderRequests.withId("o-1001")).expectStatus().isEqualTo(409);
		this.requests.patch("o-1001", "{\"status\": \"PAID\"}", "\"77\"").expectStatus().isEqualTo(412);
		this.requests.delete("none-1", null).expectStatus().isNotFound();
		assertThat(this.recorder.changes).filteredOn((change) -> change.table().equals("orders"))
			.filteredOn((change) -> change.origin().operation() != Operation.BATCH_INSERT)
			.allMatch((change) -> change.key().hashValue().equals("event-1"));
		assertThat(output).doesNotContain("Order o-1001 of customer");
	}

	private static Order order(Item<?> item) {
		return item.as(Order.class);
	}

	@TestConfiguration(proxyBeanMethods = false)
	@Import(Recorder.class)
	static class RecorderConfiguration {

	}

	static class Recorder {

		private final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

		@EventListener
		void record(ItemChange<?> change) {
			this.changes.add(change);
		}

	}

}
