package io.daplug.test;

import java.util.Map;

import io.daplug.template.DaplugTemplate;
import io.daplug.test.shop.Checkout;
import io.daplug.test.shop.ShopApplication;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordChanges} and {@link RecordMessages} with a whole application.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ShopApplication.class,
		properties = { "daplug.local.enabled=true", "daplug.tables.orders.hash-key=orderId",
				"daplug.tables.orders.sns.topic-name=orders-topic" })
@RecordChanges
@RecordMessages
class RecordingInSpringBootTestIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Checkout checkout;

	@Autowired
	private DaplugTemplate orders;

	@Autowired
	private RecordedChanges changes;

	@Autowired
	private RecordedMessages messages;

	@RepeatedTest(2)
	void recordsTheChangesOfOneMethod() {
		this.orders.overwrite(Map.of("orderId", "a-1", "status", "NEW", "at", System.nanoTime()));
		assertThat(this.changes).changed("orders").key("a-1").once();
	}

	@Test
	void replacesTheApplicationsClients() {
		assertThat(this.context.getBeansOfType(SnsClient.class)).hasSize(1);
		SnsClient client = this.context.getBean("topicClient", SnsClient.class);
		client.publish((request) -> request.topicArn("arn:aws:sns:eu-central-1:1:orders").message("x"));
		assertThat(this.messages).sentTo("orders").body("x").once();
		assertThat(client.listTopics().topics()).singleElement()
			.satisfies((topic) -> assertThat(topic.topicArn()).endsWith(":orders-topic"));
	}

	@Test
	void keepsTheApplicationWhole() {
		this.checkout.place("b-1");
		assertThat(this.changes).inserted("orders").key("b-1").attribute("total", 12);
	}

	@Test
	void recordsChangesWithoutTheLibraryOfSns() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader(SnsClient.class))
			.withConfiguration(
					AutoConfigurations.of(ChangeRecordingConfiguration.class, MessageRecordingConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RecordedChanges.class)
				.doesNotHaveBean("daplugRecordedMessages"));
	}

}
