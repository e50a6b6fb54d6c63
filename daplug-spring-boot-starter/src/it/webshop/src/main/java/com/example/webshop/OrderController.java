package com.example.webshop;

import java.util.Map;
import java.util.Optional;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

	private final ItemOperations<Order> orders;

	private final DaplugTemplate archive;

	private final DaplugTemplate invoices;

	private final Billing billing;

	OrderController(ItemOperations<Order> orders, DaplugTemplate archive, DaplugTemplate invoices, Billing billing) {
		this.orders = orders;
		this.archive = archive;
		this.invoices = invoices;
		this.billing = billing;
	}

	@PostMapping("/orders")
	Order place(@RequestBody Order order) {
		return this.orders.insert(order);
	}

	@PostMapping("/orders/{id}/payment")
	Order pay(@PathVariable String id) {
		return this.orders.update(ItemKey.of(id), Map.of("status", "PAID"));
	}

	@GetMapping("/orders/{id}")
	Optional<Order> get(@PathVariable String id) {
		return this.orders.get(ItemKey.of(id));
	}

	/** What follows from a payment, on other threads. */
	@GetMapping("/orders/{id}/traces")
	Map<String, Object> traces(@PathVariable String id) {
		return Map.of("archived", this.archive.get(ItemKey.of(id)).isPresent(), "invoiced",
				this.invoices.get(ItemKey.of("i-" + id)).isPresent(), "paidOn", this.billing.paidOn(id));
	}

}
