package io.daplug.sample;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what orders are mirrored into, and what is published of them.
 */
@OrderServiceTest
class MirrorTests {

	private final RestTestClient client;

	private final OrderRequests requests;

	MirrorTests(@Autowired RestTestClient client) {
		this.client = client;
		this.requests = new OrderRequests(client);
	}

	@Test
	void archivesAnOrderAsLongAsItExists() {
		this.requests.post(OrderRequests.withId("mirrored-1")).expectStatus().isCreated();
		eventually(() -> archived("mirrored-1").expectBody()
			.jsonPath("$.status")
			.isEqualTo("NEW")
			.jsonPath("$.archivedFrom")
			.isEqualTo("orders")
			.jsonPath("$.state")
			.isEqualTo(1)
			.jsonPath("$.email")
			.doesNotExist());
		this.requests.patch("mirrored-1", "{\"status\": \"PAID\"}").expectStatus().isOk();
		eventually(() -> archived("mirrored-1").expectBody().jsonPath("$.state").isEqualTo(2));
		this.requests.delete("mirrored-1", null).expectStatus().isNoContent();
		eventually(() -> archived("mirrored-1").expectStatus().isNotFound());
	}

	@Test
	void sumsUpWhatACustomerHasBought() {
		String order = OrderRequests.withId("bought-1").replace("c-900", "c-901");
		this.requests.post(order).expectStatus().isCreated();
		this.requests.post(order.replace("bought-1", "bought-2")).expectStatus().isCreated();
		eventually(() -> summary("c-901", 2, 2, 69.4));
		this.requests.patch("bought-1", "{\"status\": \"PAID\"}").expectStatus().isOk();
		eventually(() -> summary("c-901", 2, 1, 69.4));
		this.requests.patch("bought-2", "{\"status\": \"CANCELLED\"}").expectStatus().isOk();
		eventually(() -> summary("c-901", 1, 0, 34.7));
	}

	@Test
	void knowsOfCustomersWithoutOrders() {
		this.client.get()
			.uri("/customers/c-999/summary")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.orders")
			.isEqualTo(0)
			.jsonPath("$.totals")
			.isEmpty();
	}

	@Test
	void listsACustomersArchivedOrders() {
		eventually(() -> this.client.get()
			.uri("/customers/c-102/archive")
			.exchange()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(20)
			.jsonPath("$.items[0].orderId")
			.isEqualTo("o-1299")
			.jsonPath("$.next")
			.isNotEmpty());
	}

	@Test
	void showsWhatIsPublished() {
		this.requests.post(OrderRequests.withId("published-1")).expectStatus().isCreated();
		this.client.get()
			.uri("/messages")
			.exchange()
			.expectBody()
			.jsonPath("$[0].message")
			.value(String.class, (message) -> assertThat(message).contains("published-1"))
			.jsonPath("$[0].attributes.operation")
			.isEqualTo("create")
			.jsonPath("$[0].attributes.source")
			.isEqualTo("order-service");
	}

	private RestTestClient.ResponseSpec archived(String id) {
		return this.client.get().uri("/archive/{id}", id).exchange();
	}

	private void summary(String customer, int orders, int open, double total) {
		this.client.get()
			.uri("/customers/{id}/summary", customer)
			.exchange()
			.expectBody()
			.jsonPath("$.orders")
			.isEqualTo(orders)
			.jsonPath("$.open")
			.isEqualTo(open)
			.jsonPath("$.totals.EUR")
			.isEqualTo(total);
	}

	/** Mirrors follow after the answer. */
	private static void eventually(Runnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion::run);
	}

}
