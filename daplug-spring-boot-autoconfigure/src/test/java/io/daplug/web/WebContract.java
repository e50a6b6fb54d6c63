package io.daplug.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients see of an API on guarded items, whichever web framework it is on.
 */
abstract class WebContract {

	static String[] properties() {
		return new String[] { "daplug.create-tables=if-missing", "daplug.schema=classpath:web/orders.yml",
				"daplug.tables.orders.name=orders-" + UUID.randomUUID(), "daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.schema=Order", "daplug.tables.orders.idempotence.key=version",
				"daplug.tables.orders.idempotence.generate=counter", "daplug.web.problem-details=true" };
	}

	/** Runs the API, and a test against it. */
	abstract void run(Consumer<WebTestClient> test);

	@Test
	void listsViolationsOfTheSchemaWithTheirPointers() {
		run((client) -> problem(client.post().uri("/orders").bodyValue(Map.of("id", "a", "total", "secret")),
				HttpStatus.BAD_REQUEST, "schema-violation")
			.jsonPath("$.errors.length()")
			.isEqualTo(2)
			.jsonPath("$.errors[?(@.pointer == '/status')].keyword")
			.isEqualTo("required")
			.jsonPath("$.errors[?(@.pointer == '/total')].keyword")
			.isEqualTo("type")
			.jsonPath("$.errors[0].message")
			.isNotEmpty()
			.consumeWith(WebContract::holdsNoContents));
	}

	@Test
	void saysWhichValueCannotBeStored() {
		run((client) -> problem(client.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).bodyValue("""
				{"id": "a", "status": "NEW", "total": 1e200}"""), HttpStatus.BAD_REQUEST, "invalid-item")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/total")
			.jsonPath("$.errors[0].message")
			.isNotEmpty());
	}

	@Test
	void saysWhichEntryOfABatchIsWrong() {
		run((client) -> problem(
				client.post()
					.uri("/orders/batch")
					.bodyValue(List.of(order("a"), Map.of("id", "b", "status", "secret"))),
				HttpStatus.BAD_REQUEST, "invalid-batch")
			.jsonPath("$.index")
			.isEqualTo(1)
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/status")
			.consumeWith(WebContract::holdsNoContents));
	}

	@Test
	void refusesADuplicate() {
		run((client) -> {
			client.post().uri("/orders").bodyValue(order("a")).exchange().expectStatus().isCreated();
			problem(client.post().uri("/orders").bodyValue(order("a")), HttpStatus.CONFLICT, "duplicate-item");
			problem(client.post().uri("/orders").header("If-None-Match", "*").bodyValue(order("a")),
					HttpStatus.PRECONDITION_FAILED, "duplicate-item");
		});
	}

	@Test
	void refusesAStaleChange() {
		run((client) -> {
			insertAndUpdate(client);
			client.patch()
				.uri("/orders/a")
				.header("If-Match", "\"1\"")
				.bodyValue(Map.of("note", "mine"))
				.exchange()
				.expectStatus()
				.isEqualTo(HttpStatus.PRECONDITION_FAILED)
				.expectHeader()
				.valueEquals("ETag", "\"2\"");
			problem(client.patch().uri("/orders/a").header("If-Match", "\"1\"").bodyValue(Map.of("note", "mine")),
					HttpStatus.PRECONDITION_FAILED, "stale-item");
			problem(client.patch().uri("/orders/a").bodyValue(Map.of("note", "mine", "version", 1)),
					HttpStatus.CONFLICT, "stale-item");
			client.patch()
				.uri("/orders/a")
				.header("If-Match", "\"2\"")
				.bodyValue(Map.of("note", "mine"))
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.valueEquals("ETag", "\"3\"");
		});
	}

	@Test
	void findsNothingWhereNothingIs() {
		run((client) -> {
			Map<String, String> patch = Map.of("note", "mine");
			problem(client.patch().uri("/orders/a").bodyValue(patch), HttpStatus.NOT_FOUND, "item-not-found");
			problem(client.patch().uri("/orders/a").header("If-Match", "\"1\"").bodyValue(patch), HttpStatus.NOT_FOUND,
					"item-not-found");
			problem(client.delete().uri("/orders/a").header("If-Match", "\"1\""), HttpStatus.NOT_FOUND,
					"item-not-found");
			problem(client.put().uri("/orders/a").header("If-Match", "\"1\"").bodyValue(order("a")),
					HttpStatus.PRECONDITION_FAILED, "stale-item");
		});
	}

	@Test
	void refusesWhatTheStateOfTheItemForbids() {
		run((client) -> {
			client.post().uri("/orders").bodyValue(order("a")).exchange();
			client.post().uri("/orders/a/pay").exchange().expectStatus().isOk();
			problem(client.post().uri("/orders/a/pay").header("If-Match", "\"2\""), HttpStatus.CONFLICT,
					"condition-not-met");
		});
	}

	@Test
	void refusesEntityTagsThatDoNotServe() {
		run((client) -> {
			insertAndUpdate(client);
			problem(client.patch().uri("/orders/a").header("If-Match", "2").bodyValue(Map.of("note", "mine")),
					HttpStatus.BAD_REQUEST, "invalid-if-match");
			problem(client.delete().uri("/orders/a").header("If-Match", "\"1\", \"2\""), HttpStatus.BAD_REQUEST,
					"invalid-if-match");
			problem(client.delete().uri("/orders/a").header("If-Match", "W/\"2\""), HttpStatus.PRECONDITION_FAILED,
					"stale-item");
			problem(client.delete().uri("/orders/a"), HttpStatus.PRECONDITION_REQUIRED, "if-match-required");
			client.delete().uri("/orders/a").header("If-Match", "\"2\"").exchange().expectStatus().isOk();
		});
	}

	@Test
	void answersNotModifiedToAClientThatHasTheItem() {
		run((client) -> {
			insertAndUpdate(client);
			for (String tags : List.of("\"2\"", "W/\"2\"", "\"1\", \"2\"")) {
				client.get()
					.uri("/orders/a")
					.header("If-None-Match", tags)
					.exchange()
					.expectStatus()
					.isNotModified()
					.expectHeader()
					.valueEquals("ETag", "\"2\"")
					.expectBody()
					.isEmpty();
			}
			client.get().uri("/orders/a").header("If-None-Match", "\"1\"").exchange().expectStatus().isOk();
		});
	}

	@Test
	void pagesByTokens() {
		run((client) -> {
			for (String id : List.of("a", "b", "c")) {
				client.post().uri("/orders").bodyValue(order(id)).exchange().expectStatus().isCreated();
			}
			Map<?, ?> page = client.get()
				.uri("/orders")
				.exchange()
				.expectBody(Map.class)
				.returnResult()
				.getResponseBody();
			assertThat(page).isNotNull();
			assertThat((List<?>) page.get("items")).hasSize(2);
			client.get()
				.uri("/orders?token={token}", page.get("next"))
				.exchange()
				.expectBody()
				.jsonPath("$.items.length()")
				.isEqualTo(1)
				.jsonPath("$.next")
				.doesNotExist();
			problem(client.get().uri("/orders?token=abc"), HttpStatus.BAD_REQUEST, "invalid-page-token");
		});
	}

	@Test
	void refusesAKeyThatIsTooLong() {
		run((client) -> problem(client.patch().uri("/orders/{id}", "x".repeat(3000)).bodyValue(Map.of("note", "mine")),
				HttpStatus.BAD_REQUEST, "invalid-key"));
	}

	@Test
	void refusesAnItemThatIsTooLarge() {
		run((client) -> problem(
				client.post().uri("/orders").bodyValue(Map.of("id", "a", "status", "NEW", "note", "x".repeat(500_000))),
				HttpStatus.CONTENT_TOO_LARGE, "item-too-large"));
	}

	static void insertAndUpdate(WebTestClient client) {
		client.post().uri("/orders").bodyValue(order("a")).exchange().expectStatus().isCreated();
		client.patch().uri("/orders/a").bodyValue(Map.of("note", "theirs")).exchange().expectStatus().isOk();
	}

	static Map<String, Object> order(String id) {
		return Map.of("id", id, "status", "NEW", "total", 12.5);
	}

	static WebTestClient.BodyContentSpec problem(WebTestClient.RequestHeadersSpec<?> request, HttpStatus status,
			String type) {
		return request.exchange()
			.expectStatus()
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

	private static void holdsNoContents(EntityExchangeResult<byte[]> result) {
		assertThat(result.getResponseBody()).asString().doesNotContain("secret");
	}

}
