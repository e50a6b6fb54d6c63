package io.daplug.sample;

import io.daplug.item.ItemKey;
import io.daplug.template.ItemOperations;
import io.daplug.template.model.ItemNotFoundException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows the stock, and takes deliveries.
 */
@RestController
final class StockController {

	private final ItemOperations<Stock> stock;

	StockController(ItemOperations<Stock> stock) {
		this.stock = stock;
	}

	@GetMapping("/stock/{sku}")
	Stock get(@PathVariable String sku) {
		return this.stock.get(ItemKey.of(sku))
			.orElseThrow(() -> new ItemNotFoundException("There is no article '%s'".formatted(sku), "stock", null));
	}

	/** Adds within DynamoDB: deliveries and orders at the same moment lose nothing. */
	@PostMapping("/stock/{sku}/deliveries")
	Stock deliver(@PathVariable String sku, @RequestBody Delivery delivery) {
		if (delivery.quantity() < 1) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'quantity' must be at least 1");
		}
		return this.stock.change(ItemKey.of(sku), (change) -> change.add("available", delivery.quantity()));
	}

	/**
	 * A delivery of an article.
	 *
	 * @param quantity how many pieces have come
	 */
	record Delivery(int quantity) {

	}

}
