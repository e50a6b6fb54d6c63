package io.daplug.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the API does when all is well.
 */
@OrderServiceTest
class OrderApiTests {

	private final RestTestClient client;

	private final OrderRequests requests;

	OrderApiTests(@Autowired RestTestClient client) {
		this.client = client;
		this.requests = new OrderRequests(client);
	}

	@Test
	void placesAnOrder() {
		Order placed = order(this.requests.post(OrderRequests.withId("place-1"))
			.expectStatus()
			.isCreated()
			.expectHeader()
			.valueMatches(HttpHeaders.LOCATION, "http://[^/]+/orders/place-1")
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"1\""));
		assertThat(placed.orderId()).isEqualTo("place-1");
		assertThat(placed.version()).isEqualTo(1);
		assertThat(placed.shipTo()).isEqualTo(new Address("Lindenweg 7", "Graz", "8010", "AT"));
		assertThat(placed.placedAt()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
	}

	@Test
	void appliesTheDefaultsOfTheSchema() {
		Order placed = order(this.requests.post(OrderRequests.withId("defaults-1")).expectStatus().isCreated());
		assertThat(placed.status()).isEqualTo(OrderStatus.NEW);
		assertThat(placed.currency()).isEqualTo("EUR");
	}

	@Test
	void givesAnIdToAnOrderWithoutOne() {
		Order placed = order(this.requests.post(OrderRequests.WITHOUT_ID).expectStatus().isCreated());
		assertThat(order(this.requests.get(placed.orderId()))).isEqualTo(placed);
	}

	@Test
	void setsTimeAndVersionItself() {
		String request = OrderRequests.withId("readonly-1")
			.replaceFirst("\\{", "{\"placedAt\": \"1999-01-01T00:00:00Z\", \"version\": 77, ");
		Order placed = order(this.requests.post(request).expectStatus().isCreated());
		assertThat(placed.placedAt()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
		assertThat(placed.version()).isEqualTo(1);
	}

	@Test
	void leavesOutWhatTheSchemaDoesNotDescribe() {
		String request = OrderRequests.withId("unknown-1").replaceFirst("\\{", "{\"discount\": 90, ");
		this.requests.post(request).expectStatus().isCreated();
		this.requests.get("unknown-1").expectStatus().isOk().expectBody().jsonPath("$.discount").doesNotExist();
	}

	@Test
	void keepsMoneyExact() {
		this.requests
			.post(OrderRequests.withId("money-1")
				.replace("\"shipping\": 4.90", "\"shipping\": 12345678901234567890.12"))
			.expectStatus()
			.isCreated();
		Order stored = order(this.requests.get("money-1"));
		assertThat(stored.shipping()).isEqualByComparingTo("12345678901234567890.12");
		assertThat(stored.lines().get(0).unitPrice()).isEqualByComparingTo("14.90");
	}

	@Test
	void readsAnOrderWithItsEntityTag() {
		this.requests.get("o-1001")
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"1\"")
			.expectBody()
			.jsonPath("$.customerId")
			.isEqualTo("c-101")
			.jsonPath("$.note")
			.doesNotExist();
	}

	@Test
	void answersNotModifiedToAClientThatHasTheOrder() {
		this.client.get()
			.uri("/orders/o-1002")
			.header(HttpHeaders.IF_NONE_MATCH, "\"1\"")
			.exchange()
			.expectStatus()
			.isNotModified()
			.expectBody()
			.isEmpty();
		this.client.get()
			.uri("/orders/o-1002")
			.header(HttpHeaders.IF_NONE_MATCH, "\"2\"")
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void changesPartsOfAnOrder() {
		Order placed = order(this.requests.post(OrderRequests.withId("patch-1")));
		Order changed = order(this.requests.patch("patch-1", """
				{"status": "PAID", "note": "Ring twice", "shipTo": {"city": "Linz", "zip": "4020"}}""")
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"2\""));
		assertThat(changed.status()).isEqualTo(OrderStatus.PAID);
		assertThat(changed.note()).isEqualTo("Ring twice");
		assertThat(changed.shipTo()).isEqualTo(new Address("Lindenweg 7", "Linz", "4020", "AT"));
		assertThat(changed.lines()).isEqualTo(placed.lines());
		assertThat(changed.placedAt()).isEqualTo(placed.placedAt());
		assertThat(changed.changedAt()).isAfter(placed.changedAt());
		assertThat(order(this.requests.get("patch-1"))).isEqualTo(changed);
	}

	@Test
	void removesByNullAndReplacesLists() {
		this.requests.post(OrderRequests.withId("patch-2").replaceFirst("\\{", "{\"note\": \"old\", "));
		Order changed = order(this.requests.patch("patch-2", """
				{"note": null, "lines": [{"sku": "CUP-1011", "title": "Mug", "quantity": 1, "unitPrice": 13.25}]}""")
			.expectStatus()
			.isOk());
		assertThat(changed.note()).isNull();
		assertThat(changed.lines()).singleElement().extracting(OrderLine::sku).isEqualTo("CUP-1011");
	}

	@Test
	void takesAnOrderBackAsPatch() {
		this.requests.post(OrderRequests.withId("patch-3"));
		String whole = body(this.requests.get("patch-3"));
		Order changed = order(this.requests.patch("patch-3", whole.replace("\"NEW\"", "\"CANCELLED\"")));
		assertThat(changed.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(changed.version()).isEqualTo(2);
	}

	@Test
	void changesTheOrderThatTheClientSaw() {
		this.requests.post(OrderRequests.withId("match-1"));
		this.requests.patch("match-1", "{\"status\": \"PAID\"}", "\"1\"")
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"2\"");
		this.requests.patch("match-1", "{\"status\": \"SHIPPED\"}", "*").expectStatus().isOk();
	}

	@Test
	void takesPlainJsonAsPatchToo() {
		this.requests.post(OrderRequests.withId("json-1"));
		this.client.patch()
			.uri("/orders/json-1")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"status\": \"PAID\"}")
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void removesAnOrder() {
		this.requests.post(OrderRequests.withId("delete-1"));
		this.requests.delete("delete-1", null).expectStatus().isNoContent();
		this.requests.get("delete-1").expectStatus().isNotFound();
	}

	@Test
	void removesTheOrderThatTheClientSaw() {
		this.requests.post(OrderRequests.withId("delete-2"));
		this.requests.delete("delete-2", "\"1\"").expectStatus().isNoContent();
		this.requests.get("delete-2").expectStatus().isNotFound();
	}

	@Test
	void letsExactlyOneOfManyWritersWin() throws Exception {
		this.requests.post(OrderRequests.withId("race-1"));
		List<HttpStatusCode> answers = race("race-1", "\"1\"", 12);
		assertThat(answers).filteredOn(HttpStatus.OK::equals).hasSize(1);
		assertThat(answers).filteredOn(HttpStatus.PRECONDITION_FAILED::equals).hasSize(11);
		assertThat(order(this.requests.get("race-1")).version()).isEqualTo(2);
	}

	@Test
	void losesNoWriteWithoutPrecondition() throws Exception {
		this.requests.post(OrderRequests.withId("race-2"));
		List<HttpStatusCode> answers = race("race-2", null, 12);
		long won = answers.stream().filter(HttpStatus.OK::equals).count();
		assertThat(answers).allMatch((status) -> status == HttpStatus.OK || status == HttpStatus.CONFLICT);
		assertThat(order(this.requests.get("race-2")).version()).isEqualTo(1 + won);
	}

	private List<HttpStatusCode> race(String id, @Nullable String ifMatch, int writers) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(writers);
		try {
			CyclicBarrier start = new CyclicBarrier(writers);
			List<Future<HttpStatusCode>> answers = new ArrayList<>();
			for (int writer = 0; writer < writers; writer++) {
				String patch = "{\"note\": \"writer %d\"}".formatted(writer);
				answers.add(executor.submit(() -> {
					start.await(30, TimeUnit.SECONDS);
					return this.requests.patch(id, patch, ifMatch).returnResult(String.class).getStatus();
				}));
			}
			List<HttpStatusCode> statuses = new ArrayList<>();
			for (Future<HttpStatusCode> answer : answers) {
				statuses.add(answer.get(60, TimeUnit.SECONDS));
			}
			return statuses;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static Order order(RestTestClient.ResponseSpec response) {
		Order order = response.returnResult(Order.class).getResponseBody();
		assertThat(order).isNotNull();
		return order;
	}

	private static String body(RestTestClient.ResponseSpec response) {
		String body = response.returnResult(String.class).getResponseBody();
		assertThat(body).isNotNull();
		return body;
	}

}
