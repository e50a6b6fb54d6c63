package com.example.shop;

import java.math.BigDecimal;

import io.daplug.schema.SchemaViolationException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = "daplug.local.enabled=true")
class CheckoutTests {

	@Autowired
	private Checkout checkout;

	@Test
	void paysAnOrder() {
		Order placed = this.checkout.place(new Order("1", "c-7", null, new BigDecimal("12.5"), null));
		assertThat(placed).isEqualTo(new Order("1", "c-7", "NEW", new BigDecimal("12.5"), 1));
		Order paid = this.checkout.pay("1");
		assertThat(paid).isEqualTo(new Order("1", "c-7", "PAID", new BigDecimal("12.5"), 2));
		assertThat(this.checkout.ordersOf("c-7")).containsExactly(paid);
	}

	@Test
	void refusesAnOrderWithoutTotal() {
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> this.checkout.place(new Order("2", "c-7", null, null, null)))
			.withMessageContaining("/total");
	}

}
