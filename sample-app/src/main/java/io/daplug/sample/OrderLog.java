package io.daplug.sample;

import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears of every change of an order after it is stored. A real service would write mails
 * here, or tell the warehouse.
 */
@Component
final class OrderLog {

	private static final Logger logger = LoggerFactory.getLogger(OrderLog.class);

	/** Nobody wants a mail about sample orders, which come in batches. */
	@EventListener(condition = "#inserted.origin().operation().name() != 'BATCH_INSERT'")
	void placed(ItemInserted<Order> inserted) {
		Order order = inserted.newItem().value();
		logger.info("Order {} of customer {} is placed", order.orderId(), order.customerId());
	}

	@EventListener
	void changed(ItemModified<Order> modified) {
		Order order = modified.newItem().value();
		OrderStatus before = modified.oldImage().known().map((item) -> item.value().status()).orElse(order.status());
		if (before != order.status()) {
			logger.info("Order {} went from {} to {}", order.orderId(), before, order.status());
		}
		else {
			logger.info("Order {} changed, it is at version {}", order.orderId(), order.version());
		}
	}

	@EventListener
	void removed(ItemRemoved<Order> removed) {
		logger.info("Order {} is removed", removed.key().hashValue());
	}

}
