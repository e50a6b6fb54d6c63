package io.daplug.sample;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a customer has bought.
 *
 * @param customerId names the customer
 * @param orders how many orders there are
 * @param open how many of them are not paid yet
 * @param totals what they cost, by currency
 */
record CustomerSummary(String customerId, int orders, int open, Map<String, BigDecimal> totals) {

	static CustomerSummary of(String customerId, Stream<CustomerOrder> orders) {
		Map<String, BigDecimal> totals = new TreeMap<>();
		int[] counts = new int[2];
		orders.forEach((order) -> {
			counts[0]++;
			counts[1] += (order.status() == OrderStatus.NEW) ? 1 : 0;
			totals.merge(order.currency(), order.total(), BigDecimal::add);
		});
		return new CustomerSummary(customerId, counts[0], counts[1], totals);
	}

}
