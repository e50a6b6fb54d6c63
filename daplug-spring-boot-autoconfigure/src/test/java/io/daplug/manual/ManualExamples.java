package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.daplug.template.DaplugTemplate;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * What the manual's examples between tags have in common: the application and its tables.
 * That they are the ones of the manual, {@link ManualTests} holds. They are written as
 * users write, whose code nobody checks for nullness.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/application.yml",
				"daplug.schema=classpath:manual/openapi.yml", "daplug.local.enabled=true" })
abstract class ManualExamples {

	static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	@Autowired
	DaplugTemplate orders;

	@Autowired
	@Qualifier("order-lines")
	DaplugTemplate lines;

	Order place(String orderId) {
		return this.orders.insert(order(orderId));
	}

	static Order order(String orderId) {
		return new Order(orderId, "c-" + orderId, NOON.plusSeconds(60), null, new BigDecimal("12.5"), List.of("gift"),
				null);
	}

}
