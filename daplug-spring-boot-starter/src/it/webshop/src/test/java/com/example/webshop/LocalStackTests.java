package com.example.webshop;

import java.math.BigDecimal;

import io.daplug.item.ItemKey;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "daplug.create-tables=if-missing")
@Testcontainers(disabledWithoutDocker = true)
class LocalStackTests {

	@Container
	@ServiceConnection
	static final LocalStackContainer localstack = new LocalStackContainer("localstack/localstack:4.14.0");

	@Autowired
	private ItemOperations<Order> orders;

	@Test
	void storesAnOrder() {
		this.orders.insert(new Order("1", null, BigDecimal.TEN, null));
		assertThat(this.orders.get(ItemKey.of("1"))).isPresent();
	}

}
