package io.daplug.sample;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the profile {@code streams}: mirrors follow from the stream of the orders.
 */
@OrderServiceTest
@ActiveProfiles("streams")
class StreamsProfileTests {

	private final RestTestClient client;

	private final OrderRequests requests;

	StreamsProfileTests(@Autowired RestTestClient client) {
		this.client = client;
		this.requests = new OrderRequests(client);
	}

	@Test
	void archivesAnOrderFromTheStreamAsLongAsItExists() {
		this.requests.post(OrderRequests.withId("streamed-1")).expectStatus().isCreated();
		eventually(() -> archived("streamed-1").expectBody().jsonPath("$.state").isEqualTo(1));
		this.requests.patch("streamed-1", "{\"status\": \"PAID\"}").expectStatus().isOk();
		eventually(() -> archived("streamed-1").expectBody().jsonPath("$.state").isEqualTo(2));
		this.requests.delete("streamed-1", null).expectStatus().isNoContent();
		eventually(() -> archived("streamed-1").expectStatus().isNotFound());
	}

	@Test
	void tellsThePageWhichSourceAMirrorHasAndHowFarItIsBehind() {
		this.requests.post(OrderRequests.withId("streamed-2")).expectStatus().isCreated();
		eventually(() -> archived("streamed-2").expectStatus().isOk());
		this.client.get()
			.uri("/sources")
			.exchange()
			.expectBody()
			.jsonPath("$[?(@.listener == 'mirror:archive')].source")
			.isEqualTo("kcl")
			.jsonPath("$[?(@.listener == 'mirror:archive')].shards")
			.isEqualTo(1)
			.jsonPath("$[?(@.listener == 'mirror:archive')].lagMillis")
			.value(Object.class, (lag) -> assertThat(lag.toString()).matches("\\[?\\d+]?"));
	}

	private RestTestClient.ResponseSpec archived(String id) {
		return this.client.get().uri("/archive/{id}", id).exchange();
	}

	/** Mirrors follow after the answer, and the first time after seconds. */
	private static void eventually(Runnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(120)).untilAsserted(assertion::run);
	}

}
