package io.daplug.web;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An API as applications have it, on Spring MVC and Spring WebFlux alike.
 */
@RestController
class OrderEndpoint {

	private final DaplugTemplate orders;

	private final EntityTags tags;

	OrderEndpoint(DaplugTemplate orders, EntityTags tags) {
		this.orders = orders;
		this.tags = tags;
	}

	@PostMapping("/orders")
	ResponseEntity<Map<String, Object>> insert(@RequestBody Map<String, Object> order) {
		Map<String, Object> stored = this.orders.insert(order);
		return ResponseEntity.created(URI.create("/orders/" + stored.get("id")))
			.eTag(this.tags.of("orders", stored))
			.body(stored);
	}

	@PostMapping("/orders/batch")
	void insertAll(@RequestBody List<Map<String, Object>> orders) {
		this.orders.batchInsert(orders).requireComplete();
	}

	@GetMapping("/orders/{id}")
	ResponseEntity<Map<String, Object>> get(@PathVariable String id) {
		return tagged(this.orders.get(ItemKey.of(id)).orElseThrow());
	}

	@GetMapping("/orders")
	PageResponse<Map<String, Object>> all(@RequestParam(required = false) @Nullable String token) {
		return PageResponse.of(this.orders.scan().page(PageRequest.of(2).after(token)));
	}

	@PutMapping("/orders/{id}")
	ResponseEntity<Map<String, Object>> overwrite(@RequestBody Map<String, Object> order,
			@RequestHeader(name = "If-Match", defaultValue = "") IfMatch ifMatch) {
		return tagged(this.orders.overwrite(order, (options) -> ifMatch.expected().ifPresent(options::expected)));
	}

	@PatchMapping("/orders/{id}")
	ResponseEntity<Map<String, Object>> update(@PathVariable String id, @RequestBody Map<String, Object> patch,
			@RequestHeader(name = "If-Match", defaultValue = "") IfMatch ifMatch) {
		return tagged(this.orders.update(ItemKey.of(id), patch,
				(options) -> ifMatch.expected().ifPresent(options::expected)));
	}

	@PostMapping("/orders/{id}/pay")
	void pay(@PathVariable String id) {
		this.orders.update(ItemKey.of(id), Map.of("status", "PAID"),
				(options) -> options.condition(Condition.attribute("status").isEqualTo("NEW")));
	}

	@DeleteMapping("/orders/{id}")
	void delete(@PathVariable String id, @RequestHeader(name = "If-Match", defaultValue = "") IfMatch ifMatch) {
		this.orders.delete(ItemKey.of(id), (options) -> ifMatch.required().expected().ifPresent(options::expected));
	}

	private ResponseEntity<Map<String, Object>> tagged(Map<String, Object> order) {
		return ResponseEntity.ok().eTag(this.tags.of("orders", order)).body(order);
	}

}
