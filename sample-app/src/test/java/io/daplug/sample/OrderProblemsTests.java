package io.daplug.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Tests for what the API answers when something is wrong.
 */
@OrderServiceTest
class OrderProblemsTests {

	private final RestTestClient client;

	private final OrderRequests requests;

	OrderProblemsTests(@Autowired RestTestClient client) {
		this.client = client;
		this.requests = new OrderRequests(client);
	}

	@Test
	void listsEveryViolationOfTheSchema() {
		problem(this.requests.post("""
				{"orderId": "bad-1", "customerId": "900", "email": "ida at example.org", "shipping": 4.999,
				 "shipTo": {"street": "Lindenweg 7", "city": "Graz", "country": "Austria"},
				 "lines": [{"sku": "TEA-1001", "title": "Darjeeling", "quantity": "two", "unitPrice": -1}]}"""),
				HttpStatus.BAD_REQUEST, "schema-violation")
			.jsonPath("$.errors[?(@.pointer == '/customerId')].keyword")
			.isEqualTo("pattern")
			.jsonPath("$.errors[?(@.pointer == '/email')].keyword")
			.isEqualTo("format")
			.jsonPath("$.errors[?(@.pointer == '/shipping')].keyword")
			.isEqualTo("multipleOf")
			.jsonPath("$.errors[?(@.pointer == '/shipTo/zip')].keyword")
			.isEqualTo("required")
			.jsonPath("$.errors[?(@.pointer == '/shipTo/country')].keyword")
			.isEqualTo("pattern")
			.jsonPath("$.errors[?(@.pointer == '/lines/0/quantity')].keyword")
			.isEqualTo("type")
			.jsonPath("$.errors[?(@.pointer == '/lines/0/unitPrice')].keyword")
			.isEqualTo("minimum")
			.jsonPath("$.errors.length()")
			.isEqualTo(7)
			.jsonPath("$.errors[0].message")
			.isNotEmpty();
		this.requests.get("bad-1").expectStatus().isNotFound();
	}

	@Test
	void checksWhatAPatchMakesOfTheOrder() {
		this.requests.post(OrderRequests.withId("bad-2"));
		problem(this.requests.patch("bad-2", "{\"status\": \"LOST\", \"shipTo\": {\"city\": null}}"),
				HttpStatus.BAD_REQUEST, "schema-violation")
			.jsonPath("$.errors[?(@.pointer == '/status')].keyword")
			.isEqualTo("enum")
			.jsonPath("$.errors[?(@.pointer == '/shipTo/city')].keyword")
			.isEqualTo("required");
		this.requests.get("bad-2").expectBody().jsonPath("$.version").isEqualTo(1);
	}

	@Test
	void refusesADuplicate() {
		problem(this.requests.post(OrderRequests.withId("o-1001")), HttpStatus.CONFLICT, "duplicate-item")
			.jsonPath("$.title")
			.isEqualTo("The order exists already");
		this.requests.get("o-1001").expectBody().jsonPath("$.customerId").isEqualTo("c-101");
	}

	@Test
	void refusesAStaleChangeWithItsPrecondition() {
		this.requests.post(OrderRequests.withId("stale-1"));
		this.requests.patch("stale-1", "{\"status\": \"PAID\"}");
		problem(this.requests.patch("stale-1", "{\"status\": \"CANCELLED\"}", "\"1\"")
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"2\""), HttpStatus.PRECONDITION_FAILED, "stale-item");
		this.requests.get("stale-1").expectBody().jsonPath("$.status").isEqualTo("PAID");
	}

	@Test
	void refusesAStaleChangeWithoutPrecondition() {
		this.requests.post(OrderRequests.withId("stale-2"));
		this.requests.patch("stale-2", "{\"status\": \"PAID\"}");
		problem(this.requests.patch("stale-2", "{\"status\": \"CANCELLED\", \"version\": 1}")
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"2\""), HttpStatus.CONFLICT, "stale-item");
	}

	@Test
	void refusesEntityTagsThatItNeverGave() {
		for (String tag : new String[] { "\"abc\"", "\"01\"", "\"1.0\"", "W/\"1\"", "\"-1\"", "\"9999\"" }) {
			problem(this.requests.patch("o-1003", "{\"status\": \"PAID\"}", tag), HttpStatus.PRECONDITION_FAILED,
					"stale-item");
			problem(this.requests.delete("o-1003", tag), HttpStatus.PRECONDITION_FAILED, "stale-item");
		}
		this.requests.get("o-1003").expectStatus().isOk();
	}

	@Test
	void refusesWhatIsNoEntityTag() {
		for (String header : new String[] { "\"1\", \"2\"", "1", "\"1" }) {
			this.requests.patch("o-1003", "{}", header)
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		}
	}

	@Test
	void refusesAStaleRemoval() {
		this.requests.post(OrderRequests.withId("stale-3"));
		this.requests.patch("stale-3", "{\"status\": \"PAID\"}");
		problem(this.requests.delete("stale-3", "\"1\"").expectHeader().valueEquals(HttpHeaders.ETAG, "\"2\""),
				HttpStatus.PRECONDITION_FAILED, "stale-item");
		this.requests.get("stale-3").expectStatus().isOk();
	}

	@Test
	void findsNoOrderThatIsNotThere() {
		problem(this.requests.get("none-1"), HttpStatus.NOT_FOUND, "item-not-found");
		problem(this.requests.patch("none-1", "{\"status\": \"PAID\"}"), HttpStatus.NOT_FOUND, "item-not-found");
		problem(this.requests.patch("none-1", "{\"status\": \"PAID\"}", "\"1\""), HttpStatus.NOT_FOUND,
				"item-not-found");
		problem(this.requests.delete("none-1", null), HttpStatus.NOT_FOUND, "item-not-found");
		problem(this.requests.delete("none-1", "\"1\""), HttpStatus.NOT_FOUND, "item-not-found");
	}

	@Test
	void refusesAPatchOfTheKey() {
		problem(this.requests.patch("o-1004", "{\"orderId\": \"o-9999\"}"), HttpStatus.BAD_REQUEST, "invalid-key");
	}

	@Test
	void refusesAKeyThatIsTooLong() {
		problem(this.requests.get("x".repeat(3000)), HttpStatus.BAD_REQUEST, "invalid-key");
	}

	@Test
	void refusesAnIdThatIsNoText() {
		problem(this.requests.post(OrderRequests.withId("5").replace("\"5\"", "5")), HttpStatus.BAD_REQUEST,
				"schema-violation")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/orderId");
	}

	@Test
	void refusesANumberThatCannotBeStoredExactly() {
		problem(this.requests.post(OrderRequests.withId("digits-1")
			.replace("\"shipping\": 4.90", "\"shipping\": " + "1".repeat(37) + ".01")), HttpStatus.BAD_REQUEST,
				"invalid-item");
	}

	@Test
	void refusesATokenThatIsDamaged() {
		problem(this.client.get().uri("/customers/c-101/orders?token=abc").exchange(), HttpStatus.BAD_REQUEST,
				"invalid-page-token");
	}

	@Test
	void refusesAPageSizeOutOfBounds() {
		for (String size : new String[] { "0", "-1", "101", "many" }) {
			this.client.get()
				.uri("/customers/c-101/orders?size={size}", size)
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		}
	}

	@Test
	void refusesABodyThatIsNoObject() {
		for (String body : new String[] { "[]", "7", "{", "" }) {
			this.requests.post(body)
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON);
			this.requests.patch("o-1001", body).expectStatus().isBadRequest();
		}
	}

	@Test
	void refusesOtherMediaTypes() {
		this.client.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_XML)
			.body("<order/>")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private static RestTestClient.BodyContentSpec problem(RestTestClient.ResponseSpec response, HttpStatus status,
			String type) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:problem-type:daplug:" + type)
			.jsonPath("$.status")
			.isEqualTo(status.value())
			.jsonPath("$.title")
			.isNotEmpty()
			.jsonPath("$.detail")
			.isNotEmpty()
			.jsonPath("$.instance")
			.isNotEmpty();
	}

}
