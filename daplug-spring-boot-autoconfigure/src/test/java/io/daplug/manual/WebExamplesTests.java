package io.daplug.manual;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.web.EntityTags;
import io.daplug.web.IfMatch;
import io.daplug.web.PageResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.MockMvcWebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of web applications, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class WebExamplesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(ManualApplication.class, Api.class)
		.withPropertyValues("spring.config.location=classpath:manual/application.yml,classpath:manual/web.yml",
				"daplug.schema=classpath:manual/openapi.yml", "daplug.local.enabled=true");

	@Test
	void changesWhatTheClientSaw() {
		this.runner.run((context) -> {
			context.getBean("orders", DaplugTemplate.class).insert(ManualExamples.order("w-1"));
			WebTestClient client = client(context.getSourceApplicationContext());
			String seen = client.get()
				.uri("/orders/w-1")
				.exchange()
				.expectStatus()
				.isOk()
				.returnResult(Order.class)
				.getResponseHeaders()
				.getETag();
			for (HttpStatus expected : List.of(HttpStatus.OK, HttpStatus.PRECONDITION_FAILED)) {
				client.patch()
					.uri("/orders/w-1")
					.header("If-Match", seen)
					.bodyValue(Map.of("status", "PAID"))
					.exchange()
					.expectStatus()
					.isEqualTo(expected);
			}
			client.get().uri("/orders/w-2").exchange().expectStatus().isNotFound();
		});
	}

	@Test
	void pagesByTokens() {
		this.runner.run((context) -> {
			DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
			orders.insert(ManualExamples.order("w-3"));
			client(context.getSourceApplicationContext()).get()
				.uri("/customers/c-w-3/orders")
				.exchange()
				.expectBody()
				.jsonPath("$.items[0].orderId")
				.isEqualTo("w-3")
				.jsonPath("$.next")
				.doesNotExist();
		});
	}

	@Test
	void answersWithProblemDetails() throws IOException {
		JsonMapper json = JsonMapper.shared();
		String shown = new ClassPathResource("manual/problem.txt").getContentAsString(UTF_8)
			.replaceAll("(?m)^#.*$", "");
		this.runner.run((context) -> {
			byte[] answer = client(context.getSourceApplicationContext()).post()
				.uri("/orders")
				.bodyValue(Map.of("orderId", "w-4", "customerId", "c-7", "total", -1))
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBody();
			assertThat(json.readTree(answer)).isEqualTo(json.readTree(shown));
		});
	}

	private static WebTestClient client(WebApplicationContext context) {
		return MockMvcWebTestClient.bindToApplicationContext(context).build();
	}

	@EnableWebMvc
	@Import({ OrderController.class, PlacingController.class })
	static class Api {

	}

	// tag::controller
	@RestController
	static class OrderController {

		private final ItemOperations<Order> orders;

		private final EntityTags tags;

		OrderController(DaplugTemplate orders, EntityTags tags) {
			this.orders = orders.as(Order.class);
			this.tags = tags;
		}

		@GetMapping("/orders/{id}")
		ResponseEntity<Order> get(@PathVariable String id) {
			return tagged(this.orders.get(ItemKey.of(id))
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
		}

		@PatchMapping("/orders/{id}")
		ResponseEntity<Order> update(@PathVariable String id, @RequestBody Map<String, Object> patch,
				@RequestHeader(name = "If-Match", defaultValue = "") IfMatch ifMatch) {
			return tagged(this.orders.update(ItemKey.of(id), patch,
					(options) -> ifMatch.expected().ifPresent(options::expected)));
		}

		@GetMapping("/customers/{customerId}/orders")
		PageResponse<Order> ofCustomer(@PathVariable String customerId, @RequestParam(defaultValue = "") String token) {
			Page<Order> page = this.orders.query((query) -> query.index("by-customer").hashKey(customerId))
				.page(PageRequest.of(20).after(token));
			return PageResponse.of(page);
		}

		private ResponseEntity<Order> tagged(Order order) {
			return ResponseEntity.ok().eTag(this.tags.of("orders", order)).body(order);
		}

	}
	// end::controller

	@RestController
	static class PlacingController {

		private final DaplugTemplate orders;

		PlacingController(DaplugTemplate orders) {
			this.orders = orders;
		}

		@PostMapping("/orders")
		Map<String, Object> place(@RequestBody Map<String, Object> order) {
			return this.orders.insert(order);
		}

	}

}
