package com.example.shop;

import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;

import org.springframework.stereotype.Service;

@Service
public class Checkout {

	private final DaplugTemplate orders;

	Checkout(DaplugTemplate orders) {
		this.orders = orders;
	}

	public Order place(Order order) {
		return this.orders.insert(order);
	}

	public Order pay(String orderId) {
		return this.orders.update(ItemKey.of(orderId), Map.of("status", "PAID"), Order.class);
	}

	public List<Order> ordersOf(String customerId) {
		return this.orders.query((query) -> query.index("by-customer").hashKey(customerId), Order.class).list();
	}

}
