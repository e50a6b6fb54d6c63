package io.daplug.sample;

import java.net.URI;
import java.util.Map;

import io.daplug.template.model.PageRequest;
import io.daplug.web.EntityTags;
import io.daplug.web.IfMatch;
import io.daplug.web.PageResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The API that {@code openapi.yml} describes.
 */
@RestController
final class OrderController {

	private static final int MAX_PAGE_SIZE = 100;

	private final OrderService orders;

	private final EntityTags tags;

	OrderController(OrderService orders, EntityTags tags) {
		this.orders = orders;
		this.tags = tags;
	}

	@PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Order> place(@RequestBody Map<String, @Nullable Object> order) {
		Order placed = this.orders.place(order);
		URI location = ServletUriComponentsBuilder.fromCurrentRequestUri()
			.pathSegment(placed.orderId())
			.build()
			.encode()
			.toUri();
		return ResponseEntity.created(location).eTag(this.tags.of("orders", placed)).body(placed);
	}

	/**
	 * Spring compares the tag with If-None-Match and answers with 304 where they agree.
	 */
	@GetMapping("/orders/{id}")
	ResponseEntity<Order> get(@PathVariable String id) {
		return tagged(this.orders.get(id));
	}

	@GetMapping("/customers/{customerId}/orders")
	ResponseEntity<PageResponse<Order>> ofCustomer(@PathVariable String customerId,
			@RequestParam(defaultValue = "20") int size, @RequestParam(required = false) @Nullable String token) {
		if (size < 1 || size > MAX_PAGE_SIZE) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'size' must be between 1 and %d".formatted(MAX_PAGE_SIZE));
		}
		PageResponse<Order> page = PageResponse
			.of(this.orders.ofCustomer(customerId, PageRequest.of(size).after(token)));
		ResponseEntity.BodyBuilder response = ResponseEntity.ok();
		if (page.next() != null) {
			URI next = ServletUriComponentsBuilder.fromCurrentRequest()
				.replaceQueryParam("token", page.next())
				.build(true)
				.toUri();
			response.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
		}
		return response.body(page);
	}

	@PatchMapping(path = "/orders/{id}",
			consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
	ResponseEntity<Order> change(@PathVariable String id, @RequestBody Map<String, @Nullable Object> patch,
			@RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "") IfMatch ifMatch) {
		return tagged(this.orders.change(id, patch, ifMatch));
	}

	@DeleteMapping("/orders/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "") IfMatch ifMatch) {
		this.orders.remove(id, ifMatch);
	}

	private ResponseEntity<Order> tagged(Order order) {
		return ResponseEntity.ok().eTag(this.tags.of("orders", order)).body(order);
	}

}
