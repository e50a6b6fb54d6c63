package io.daplug.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.daplug.template.DaplugTemplate;
import io.daplug.web.PageResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sample orders and for the pages in which a customer's orders come.
 */
@OrderServiceTest
@ExtendWith(OutputCaptureExtension.class)
class CustomerOrdersTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private DaplugTemplate orders;

	@Autowired
	private SampleOrders samples;

	@Test
	void loadsTheSampleOrders() {
		Map<String, Long> byCustomer = all().stream()
			.collect(Collectors.groupingBy(Order::customerId, Collectors.counting()));
		assertThat(byCustomer).hasSize(40);
		assertThat(byCustomer.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(300);
	}

	@Test
	void tellsOfItsProgressAndWhatToTry(CapturedOutput output) {
		assertThat(output).containsSubsequence("Loaded 50 of 300 sample orders", "Loaded 300 of 300 sample orders",
				"The order service is ready.", "Or try:", "/orders/o-1300");
	}

	@Test
	void loadsNothingIntoATableThatHasOrders(CapturedOutput output) throws Exception {
		this.samples.run(new DefaultApplicationArguments());
		assertThat(output).contains("no sample orders are loaded");
		assertThat(all()).hasSize(300).allMatch((order) -> Long.valueOf(1).equals(order.version()));
	}

	@Test
	void pagesThroughAllOrdersOfACustomer() {
		List<Order> expected = all().stream()
			.filter((order) -> order.customerId().equals("c-102"))
			.sorted(Comparator.comparing(Order::placedAt).reversed())
			.toList();
		for (int size : new int[] { 1, 2, 7, expected.size(), 100 }) {
			List<Order> paged = new ArrayList<>();
			String token = null;
			do {
				PageResponse<Order> page = page("c-102", size, token);
				paged.addAll(page.items());
				token = page.next();
				assertThat(page.items())
					.hasSize((token != null) ? size : expected.size() - paged.size() + page.items().size());
			}
			while (token != null);
			assertThat(paged).isEqualTo(expected);
		}
	}

	@Test
	void linksToTheNextPage() {
		Set<String> seen = new HashSet<>();
		String uri = "/customers/c-103/orders?size=10";
		while (uri != null) {
			var result = this.client.get().uri(uri).exchange().expectStatus().isOk().returnResult(new OrderPages());
			assertThat(result.getResponseBody()).isNotNull();
			result.getResponseBody().items().forEach((order) -> assertThat(seen.add(order.orderId())).isTrue());
			String link = result.getResponseHeaders().getFirst(HttpHeaders.LINK);
			uri = (link != null) ? link.substring(link.indexOf("/customers"), link.indexOf('>')) : null;
		}
		assertThat(seen).hasSize(25);
	}

	@Test
	void givesAnUnknownCustomerAnEmptyPage() {
		PageResponse<Order> page = page("c-999", 20, null);
		assertThat(page.items()).isEmpty();
		assertThat(page.next()).isNull();
	}

	@Test
	void refusesTheTokenOfAnotherCustomer() {
		String token = page("c-102", 2, null).next();
		this.client.get()
			.uri("/customers/c-103/orders?size=2&token={token}", token)
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.BAD_REQUEST)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:problem-type:daplug:invalid-page-token");
	}

	private List<Order> all() {
		try (Stream<Order> orders = this.orders.scan((scan) -> {
		}, Order.class).stream()) {
			return orders.toList();
		}
	}

	private PageResponse<Order> page(String customer, int size, @Nullable String token) {
		PageResponse<Order> page = this.client.get()
			.uri((uri) -> uri.path("/customers/{customer}/orders")
				.queryParam("size", size)
				.queryParam("token", (token != null) ? token : "")
				.build(customer))
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(new OrderPages())
			.getResponseBody();
		assertThat(page).isNotNull();
		return page;
	}

	private static final class OrderPages extends ParameterizedTypeReference<PageResponse<Order>> {

	}

}
