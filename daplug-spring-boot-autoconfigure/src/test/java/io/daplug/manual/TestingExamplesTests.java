package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.test.RecordChanges;
import io.daplug.test.RecordMessages;
import io.daplug.test.RecordedChanges;
import io.daplug.test.RecordedMessages;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of tests. What a user's project finds by itself, its application
 * and its configuration, they have from here.
 */
@SuppressWarnings("NullAway")
@ContextConfiguration(classes = { ManualApplication.class, ServiceConnectionAutoConfiguration.class })
@TestPropertySource(properties = { "spring.config.location=classpath:manual/application.yml",
		"daplug.schema=classpath:manual/openapi.yml" })
class TestingExamplesTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@Nested
	// tag::recording
	@SpringBootTest(properties = "daplug.local.enabled=true")
	@RecordChanges
	@RecordMessages
	class OrderTests {

		@Autowired
		private DaplugTemplate orders;

		@Autowired
		private RecordedChanges changes;

		@Test
		void ordersAreNew() {
			this.orders.insert(new Order("t-1", "c-7", null, null, BigDecimal.TEN, null, null));
			assertThat(this.changes).inserted("orders").key("t-1").attribute("status", "NEW").once();
			assertThat(this.changes).unchanged("order-lines");
		}

	}
	// end::recording

	@Nested
	@SpringBootTest(properties = { "daplug.local.enabled=true",
			"daplug.tables.orders.sns.topic-arn=arn:aws:sns:eu-central-1:123456789012:orders-topic" })
	@RecordChanges
	@RecordMessages
	class PatientTests {

		@Test
		void waits(@Autowired DaplugTemplate orders, @Autowired RecordedChanges changes) {
			CompletableFuture
				.runAsync(() -> orders.insert(new Order("t-2", "c-7", null, null, BigDecimal.TEN, null, null)));
			// tag::recorded-later
			assertThat(changes).within(SOON)
				.inserted("orders")
				.key("t-2")
				.item(Order.class, (order) -> assertThat(order.total()).isEqualByComparingTo("10"));
			// end::recorded-later
		}

		@Test
		void findsMessages(@Autowired DaplugTemplate orders, @Autowired RecordedMessages messages) {
			orders.insert(new Order("t-3", "c-7", null, null, BigDecimal.TEN, null, null));
			// tag::recorded-messages
			assertThat(messages).sentTo("orders-topic")
				.attribute("operation", "create")
				.jsonAt("/orderId", "t-3")
				.once();
			// end::recorded-messages
		}

	}

	@Nested
	// tag::localstack
	@SpringBootTest(properties = "daplug.create-tables=if-missing")
	@Testcontainers(disabledWithoutDocker = true)
	class OrdersOnLocalStackTests {

		@Container
		@ServiceConnection
		static final LocalStackContainer localstack = new LocalStackContainer("localstack/localstack:4.14.0");

		@Autowired
		private DaplugTemplate orders;

		@Test
		void storesAnOrder() {
			this.orders.insert(new Order("t-4", "c-7", null, null, BigDecimal.TEN, null, null));
			assertThat(this.orders.get(ItemKey.of("t-4"), Order.class)).isPresent();
		}

	}
	// end::localstack

}
