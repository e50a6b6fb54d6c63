package com.example.shop;

import java.math.BigDecimal;

import io.daplug.test.DaplugTest;
import io.daplug.test.RecordedChanges;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@DaplugTest
@Import(Checkout.class)
class OrderChangesTests {

	@Autowired
	private Checkout checkout;

	@Autowired
	private RecordedChanges changes;

	@Test
	void payingIsAnnounced() {
		this.checkout.place(new Order("1", "c-7", null, new BigDecimal("12.5"), null));
		this.checkout.pay("1");
		assertThat(this.changes).modified("orders")
			.key("1")
			.oldAttribute("status", "NEW")
			.attribute("status", "PAID")
			.once();
	}

}
