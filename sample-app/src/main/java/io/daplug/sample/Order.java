package io.daplug.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order. {@code openapi.yml} says what each part may be; the table is checked by the
 * same words, so nothing is repeated here.
 *
 * @param orderId names the order
 * @param customerId names the customer
 * @param email where the customer is reached
 * @param placedAt when the order was placed
 * @param status how far it is
 * @param currency currency of all amounts
 * @param shipTo where it goes
 * @param lines what was ordered
 * @param shipping what the delivery costs
 * @param note what the customer has to say
 * @param changedAt when it was changed last; null before it is stored
 * @param version counts the states of the order; null before the first is stored
 */
record Order(String orderId, String customerId, String email, Instant placedAt, OrderStatus status, String currency,
		Address shipTo, List<OrderLine> lines, BigDecimal shipping, @Nullable String note, @Nullable Instant changedAt,
		@Nullable Long version) {

	Order {
		lines = List.copyOf(lines);
	}

}
