package io.daplug.test.shop;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;

import org.springframework.stereotype.Service;

/**
 * A service that writes orders.
 */
@Service
public class Checkout {

	private final DaplugTemplate orders;

	Checkout(DaplugTemplate orders) {
		this.orders = orders;
	}

	/**
	 * Stores a new order.
	 * @param orderId its id
	 */
	public void place(String orderId) {
		this.orders.insert(Map.of("orderId", orderId, "status", "NEW", "total", 12));
	}

	/**
	 * Marks an order as paid.
	 * @param orderId its id
	 */
	public void pay(String orderId) {
		this.orders.update(ItemKey.of(orderId), Map.of("status", "PAID"));
	}

}
