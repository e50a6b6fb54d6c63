package io.daplug.sample;

import java.math.BigDecimal;

/**
 * What a customer's summary needs of one order.
 *
 * @param customerId names the customer
 * @param orderId names the order
 * @param status how far the order is
 * @param currency currency of the total
 * @param total what the order costs, delivery and all
 */
record CustomerOrder(String customerId, String orderId, OrderStatus status, String currency, BigDecimal total) {

	static CustomerOrder of(Order order) {
		BigDecimal total = order.shipping();
		for (OrderLine line : order.lines()) {
			total = total.add(line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())));
		}
		return new CustomerOrder(order.customerId(), order.orderId(), order.status(), order.currency(), total);
	}

}
