package io.daplug.sample;

import java.util.Map;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.PageRequest;
import io.daplug.web.PageResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads what the orders are mirrored into.
 */
@RestController
final class MirrorController {

	private final DaplugTemplate archive;

	private final DaplugTemplate customerOrders;

	MirrorController(@Qualifier("orders-archive") DaplugTemplate archive,
			@Qualifier("customer-orders") DaplugTemplate customerOrders) {
		this.archive = archive;
		this.customerOrders = customerOrders;
	}

	@GetMapping("/archive/{id}")
	Map<String, Object> archived(@PathVariable String id) {
		return this.archive.get(ItemKey.of(id))
			.orElseThrow(
					() -> new ItemNotFoundException("There is no order '%s'".formatted(id), "orders-archive", null));
	}

	@GetMapping("/customers/{customerId}/archive")
	PageResponse<Map<String, Object>> archivedOf(@PathVariable String customerId,
			@RequestParam(required = false) @Nullable String token) {
		return PageResponse
			.of(this.archive.query((query) -> query.index("by-customer").hashKey(customerId).descending())
				.page(PageRequest.of(20).after(token)));
	}

	@GetMapping("/customers/{customerId}/summary")
	CustomerSummary summary(@PathVariable String customerId) {
		try (Stream<CustomerOrder> orders = this.customerOrders
			.query((query) -> query.hashKey(customerId), CustomerOrder.class)
			.stream()) {
			return CustomerSummary.of(customerId, orders);
		}
	}

}
