package io.daplug.test;

import java.util.Map;

import io.daplug.template.DaplugTemplate;
import io.daplug.test.shop.Checkout;
import io.daplug.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordedMessages} with what the tables of a slice announce on SNS.
 */
@DaplugTest(properties = { "daplug.tables.orders.hash-key=orderId",
		"daplug.tables.orders.sns.topic-arn=arn:aws:sns:eu-central-1:123456789012:orders-topic",
		"daplug.tables.prices.hash-key=article", "daplug.tables.prices.sns.topic-name=prices.fifo" })
@ContextConfiguration(classes = ShopApplication.class)
@Import(Checkout.class)
class DaplugTestMessagesIntegrationTests {

	@Autowired
	private Checkout checkout;

	@Autowired
	private DaplugTemplate prices;

	@Autowired
	private RecordedMessages messages;

	@Test
	void recordsWhatTablesAnnounce() {
		this.checkout.place("a-1");
		assertThat(this.messages).sentTo("orders-topic")
			.attribute("operation", "create")
			.json("{\"orderId\": \"a-1\", \"status\": \"NEW\", \"total\": 12}")
			.group(null)
			.once();
		assertThat(this.messages).nothingSentTo("prices.fifo");
	}

	@Test
	void findsTopicsByTheNamesOfTheConfiguration() {
		this.prices.insert(Map.of("article", "tea"), (options) -> options.message((message) -> message.group("g")));
		assertThat(this.messages).sentTo("prices.fifo").group("g").jsonAt("/article", "tea").once();
		assertThat(this.messages).nothingSentTo("orders-topic");
	}

}
