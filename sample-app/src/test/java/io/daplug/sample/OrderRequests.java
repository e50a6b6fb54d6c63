package io.daplug.sample;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Requests that several tests make.
 */
final class OrderRequests {

	static final String WITHOUT_ID = """
			{"customerId": "c-900", "email": "ida@example.org",
			 "shipTo": {"street": "Lindenweg 7", "city": "Graz", "zip": "8010", "country": "AT"},
			 "lines": [{"sku": "TEA-1001", "title": "Darjeeling", "quantity": 2, "unitPrice": 14.90}],
			 "shipping": 4.90}""";

	private final RestTestClient client;

	OrderRequests(RestTestClient client) {
		this.client = client;
	}

	static String withId(String id) {
		return "{\"orderId\": \"" + id + "\", " + WITHOUT_ID.substring(1);
	}

	RestTestClient.ResponseSpec post(String order) {
		return this.client.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).body(order).exchange();
	}

	static String of(String id, String sku, int quantity) {
		return withId(id).replace("TEA-1001", sku).replace("\"quantity\": 2", "\"quantity\": " + quantity);
	}

	RestTestClient.ResponseSpec get(String id) {
		return this.client.get().uri("/orders/{id}", id).exchange();
	}

	RestTestClient.ResponseSpec patch(String id, String patch) {
		return patch(id, patch, null);
	}

	RestTestClient.ResponseSpec patch(String id, String patch, @Nullable String ifMatch) {
		return this.client.patch()
			.uri("/orders/{id}", id)
			.contentType(MediaType.valueOf("application/merge-patch+json"))
			.headers((headers) -> ifMatch(headers, ifMatch))
			.body(patch)
			.exchange();
	}

	RestTestClient.ResponseSpec delete(String id, @Nullable String ifMatch) {
		return this.client.delete().uri("/orders/{id}", id).headers((headers) -> ifMatch(headers, ifMatch)).exchange();
	}

	int available(String sku) {
		Stock stock = this.client.get().uri("/stock/{sku}", sku).exchange().returnResult(Stock.class).getResponseBody();
		return Objects.requireNonNull(stock).available();
	}

	RestTestClient.ResponseSpec deliver(String sku, int quantity) {
		return this.client.post()
			.uri("/stock/{sku}/deliveries", sku)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"quantity\": %d}".formatted(quantity))
			.exchange();
	}

	private static void ifMatch(HttpHeaders headers, @Nullable String ifMatch) {
		if (ifMatch != null) {
			headers.set(HttpHeaders.IF_MATCH, ifMatch);
		}
	}

}
