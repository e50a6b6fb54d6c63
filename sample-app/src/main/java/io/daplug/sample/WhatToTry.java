package io.daplug.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says on the console what can be done with the sample orders.
 */
@Component
@ConditionalOnBooleanProperty("sample.load-orders")
final class WhatToTry {

	private static final Logger logger = LoggerFactory.getLogger(WhatToTry.class);

	private static final String COMMANDS = """
			The order service is ready. {url}/ shows it at work. Or try:

			  # one order, with its version as entity tag
			  curl -i {url}/orders/o-1300

			  # a customer's orders by pages, the newest first; next leads to the next page
			  curl -i '{url}/customers/c-102/orders?size=2'

			  # a new order; Location says where it is
			  curl -i {url}/orders -H 'Content-Type: application/json' -d '{
			    "orderId": "my-1", "customerId": "c-102", "email": "me@example.org",
			    "shipTo": {"street": "Lindenweg 7", "city": "Graz", "zip": "8010", "country": "AT"},
			    "lines": [{"sku": "TEA-1001", "title": "Darjeeling", "quantity": 2, "unitPrice": 14.90}],
			    "shipping": 4.90}'

			  # an order that is wrong in five places: each is named
			  curl -i {url}/orders -H 'Content-Type: application/json' -d '{
			    "customerId": "102", "email": "me at example.org", "shipping": 4.999,
			    "shipTo": {"street": "Lindenweg 7", "city": "Graz", "country": "AT"}, "lines": []}'

			  # a change of the order as you saw it; the second time it is stale: 412
			  curl -i -X PATCH {url}/orders/o-1300 -H 'If-Match: "1"' \\
			    -H 'Content-Type: application/merge-patch+json' -d '{"status": "PAID"}'

			  # what there is of an article, and more of it
			  curl -i {url}/stock/TEA-1001
			  curl -i {url}/stock/TEA-1001/deliveries -H 'Content-Type: application/json' -d '{"quantity": 5}'

			  # what follows from the orders: the archive, a customer's summary, messages to SNS
			  curl -i {url}/archive/o-1300
			  curl -i {url}/customers/c-107/summary
			  curl -i {url}/messages

			  # a device of the warehouse with its commands and its log, by one request to DynamoDB
			  curl -i {url}/devices/printer-1
			  curl -i {url}/devices/printer-1/commands -H 'Content-Type: application/json' -d '{"command": "stop"}'

			  # where changes come from, and how far behind the mirrors are
			  curl -i {url}/sources
			  curl -i {url}/actuator/daplug

			  # the end of an order, and of its place in the archive
			  curl -i -X DELETE {url}/orders/o-1299
			""";

	private final Environment environment;

	WhatToTry(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void show() {
		String url = "http://localhost:" + this.environment.getProperty("local.server.port");
		logger.info(COMMANDS.replace("{url}", url));
	}

}
