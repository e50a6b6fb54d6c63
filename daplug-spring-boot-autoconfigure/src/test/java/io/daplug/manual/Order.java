package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

// tag::order
record Order(String orderId, String customerId, @Nullable Instant placedAt, @Nullable String status, BigDecimal total,
		@Nullable List<String> tags, @Nullable Integer version) {

}
// end::order
