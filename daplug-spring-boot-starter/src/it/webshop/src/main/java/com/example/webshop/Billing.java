package com.example.webshop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;

import org.springframework.stereotype.Component;

@Component
class Billing {

	private final Map<String, String> paidOn = new ConcurrentHashMap<>();

	@DaplugStreamListener(tables = "orders", filter = "#newItem?.status == 'PAID'")
	void paid(Order order) {
		this.paidOn.put(order.orderId(), Thread.currentThread().toString());
	}

	@DaplugStreamListener("orders")
	@MirrorTo("invoices")
	Invoice invoice(Order order) {
		return new Invoice("i-" + order.orderId(), order.total());
	}

	/** The thread that heard of the payment; empty before. */
	String paidOn(String orderId) {
		return this.paidOn.getOrDefault(orderId, "");
	}

}
