package io.daplug.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the stock: what deliveries add to it, and what orders take from it.
 */
@OrderServiceTest
class StockTests {

	private final RestTestClient client;

	private final ItemOperations<Stock> stock;

	private final OrderRequests requests;

	StockTests(@Autowired RestTestClient client, @Autowired ItemOperations<Stock> stock) {
		this.client = client;
		this.stock = stock;
		this.requests = new OrderRequests(client);
	}

	@Test
	void addsADelivery() {
		int before = this.requests.available("CUP-1011");
		this.requests.deliver("CUP-1011", 5).expectBody().jsonPath("$.available").isEqualTo(before + 5);
		assertThat(this.requests.available("CUP-1011")).isEqualTo(before + 5);
	}

	@Test
	void refusesADeliveryOfNothing() {
		for (int quantity : new int[] { 0, -1 }) {
			this.requests.deliver("CUP-1011", quantity)
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		}
	}

	@Test
	void findsNoArticleThatIsNotThere() {
		this.client.get().uri("/stock/XXX-0000").exchange().expectStatus().isNotFound();
		this.requests.deliver("XXX-0000", 5)
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		this.client.get().uri("/stock/XXX-0000").exchange().expectStatus().isNotFound();
	}

	@Test
	void takesWhatIsOrdered() {
		int before = this.requests.available("TEA-1001");
		this.requests.post(OrderRequests.withId("stock-1")).expectStatus().isCreated();
		assertThat(this.requests.available("TEA-1001")).isEqualTo(before - 2);
	}

	@Test
	void takesNothingForAnOrderThatIsNotPlaced() {
		int before = this.requests.available("TEA-1001");
		this.requests.post(OrderRequests.withId("o-1001")).expectStatus().isEqualTo(HttpStatus.CONFLICT);
		this.requests.post(OrderRequests.of("stock-2", "TEA-1001", 0)).expectStatus().isBadRequest();
		assertThat(this.requests.available("TEA-1001")).isEqualTo(before);
	}

	@Test
	void placesNoOrderOfWhatIsSoldOut() {
		int before = this.requests.available("TEA-1001");
		String order = OrderRequests.of("stock-3", "TEA-1001", 1)
			.replace("]", ", {\"sku\": \"XXX-0000\", \"title\": \"?\", \"quantity\": 1, \"unitPrice\": 1}]");
		this.requests.post(order)
			.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:problem-type:orders:sold-out")
			.jsonPath("$.articles.length()")
			.isEqualTo(1)
			.jsonPath("$.articles[0]")
			.isEqualTo("XXX-0000");
		this.requests.get("stock-3").expectStatus().isNotFound();
		assertThat(this.requests.available("TEA-1001")).isEqualTo(before);
	}

	@Test
	void sellsEachPieceOnce() throws Exception {
		this.stock.overwrite(new Stock("CUP-1012", 5));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<HttpStatusCode>> answers = new ArrayList<>();
			for (int buyer = 0; buyer < 8; buyer++) {
				String order = OrderRequests.of("buyer-" + buyer, "CUP-1012", 1);
				answers.add(executor.submit(() -> this.requests.post(order).returnResult(String.class).getStatus()));
			}
			List<HttpStatusCode> statuses = new ArrayList<>();
			for (Future<HttpStatusCode> answer : answers) {
				statuses.add(answer.get(60, TimeUnit.SECONDS));
			}
			assertThat(statuses).filteredOn(HttpStatus.CREATED::equals).hasSize(5);
			assertThat(statuses).filteredOn(HttpStatus.CONFLICT::equals).hasSize(3);
			assertThat(this.requests.available("CUP-1012")).isZero();
		}
		finally {
			executor.shutdownNow();
		}
	}

}
