package io.daplug.sample;

import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Keeps what the customers' summaries need in a table of its own, one partition per
 * customer: a summary is one query then, whatever else the orders hold.
 */
@Component
class CustomerOrders {

	/** An order that was cancelled was never bought: it has no place in the summary. */
	@DaplugStreamListener("orders")
	@MirrorTo("customer-orders")
	@Nullable CustomerOrder project(Order order) {
		return (order.status() != OrderStatus.CANCELLED) ? CustomerOrder.of(order) : null;
	}

}
