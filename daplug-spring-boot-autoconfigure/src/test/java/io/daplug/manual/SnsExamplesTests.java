package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Attribute;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.sns.InvalidMessageException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's examples of SNS, each run against a stub.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = { ManualApplication.class, SnsExamplesTests.SnsApplication.class },
		properties = { "spring.config.location=classpath:manual/application.yml,classpath:manual/sns.yml",
				"daplug.schema=classpath:manual/openapi.yml", "daplug.local.enabled=true" })
@DirtiesContext
class SnsExamplesTests {

	private static final SnsStub SNS = SnsStub.start();

	private static final List<Object> HEARD = new CopyOnWriteArrayList<>();

	@Autowired
	private DaplugTemplate orders;

	@Autowired
	private DaplugTemplate prices;

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SnsAutoConfiguration.class, DaplugSnsAutoConfiguration.class })
	@Import(UnannouncedChanges.class)
	static class SnsApplication {

	}

	@DynamicPropertySource
	static void stub(DynamicPropertyRegistry properties) {
		SNS.topics("arn:aws:sns:eu-central-1:123456789012:orders", "arn:aws:sns:eu-central-1:123456789012:prices.fifo");
		properties.add("spring.cloud.aws.sns.endpoint", SNS::uri);
		properties.add("spring.cloud.aws.credentials.access-key", () -> "key");
		properties.add("spring.cloud.aws.credentials.secret-key", () -> "secret");
	}

	@AfterEach
	void answerAgain() {
		SNS.refuse((request) -> null);
		SNS.clear();
	}

	@Test
	void announcesWithWhatTheCallSays() {
		DaplugTemplate orders = this.orders;
		// tag::sns-message
		orders.insert(order("o-1"), (options) -> options.message((message) -> {
			message.attribute("priority", 5); // a Number
			message.attribute("source", "import"); // instead of the table's
			// instead of the item
			message.data(Map.of("orderId", "o-1", "customerId", "c-7"));
		}));
		// end::sns-message
		assertThat(SNS.published()).singleElement().satisfies((message) -> {
			assertThat(message.topicArn()).endsWith(":orders");
			assertThat(message.attributes()).containsEntry("priority", new Attribute("Number", "5"))
				.containsEntry("source", new Attribute("String", "import"))
				.containsEntry("operation", new Attribute("String", "create"))
				.containsEntry("daplug.schema", new Attribute("String", "Order"))
				.containsEntry("daplug.idempotence-key", new Attribute("String", "version"))
				.containsEntry("daplug.idempotence-value", new Attribute("Number", "1"));
			assertThat(JsonMapper.shared().readTree(message.message()))
				.isEqualTo(JsonMapper.shared().readTree("{\"orderId\":\"o-1\",\"customerId\":\"c-7\"}"));
		});
		assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> orders.insert(order("o-2"),
				(options) -> options.message((message) -> message.attribute("source", null))));
		assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> orders.insert(order("o-2"),
				(options) -> options.message((message) -> message.data(Map.of("orderId", "o-2")))));
	}

	@Test
	void announcesOnFifoTopics() {
		DaplugTemplate prices = this.prices;
		// tag::sns-fifo
		prices.insert(Map.of("article", "tea", "price", 4, "modified", "2026-11-21T12:00:00Z"),
				(options) -> options.message((message) -> message.group("drinks")));
		// end::sns-fifo
		assertThat(SNS.published()).singleElement().satisfies((message) -> {
			assertThat(message.topicArn()).endsWith(":prices.fifo");
			assertThat(message.group()).isEqualTo("drinks");
			assertThat(message.deduplication()).isEqualTo(message.attribute("daplug.change-id"));
			assertThat(message.message()).contains("\"key\":{\"article\":\"tea\"},\"operation\":\"create\"")
				.contains("\"newItem\":{");
		});
	}

	@Test
	void hearsOfMessagesThatWereNotSent() {
		SNS.refuse(403, "AuthorizationError");
		this.orders.insert(order("o-3"));
		assertThat(SNS.published()).extracting(Published::message).isEmpty();
		assertThat(HEARD).containsExactly("orders o-3");
	}

	// tag::sns-failed
	@Component
	static class UnannouncedChanges {

		@EventListener
		void remember(PublishFailed failed) {
			sendLater(failed.change(), failed.destination());
		}

	}
	// end::sns-failed

	private static void sendLater(ItemChange<?> change, String destination) {
		assertThat(destination).endsWith(":orders");
		HEARD.add(change.table() + " " + change.key().hashValue());
	}

	private static Order order(String orderId) {
		return new Order(orderId, "c-7", null, null, new BigDecimal("12.5"), List.of("gift"), null);
	}

}
