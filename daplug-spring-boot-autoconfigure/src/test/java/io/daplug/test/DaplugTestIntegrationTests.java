package io.daplug.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.daplug.event.ItemInserted;
import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.template.DaplugTemplate;
import io.daplug.test.shop.Checkout;
import io.daplug.test.shop.ShopApplication;
import io.daplug.test.shop.TopicConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaplugTest}, used as users do.
 */
@DaplugTest(properties = { "daplug.tables.orders.hash-key=orderId", "spring.application.name=shop" })
@ContextConfiguration(classes = ShopApplication.class)
@Import({ Checkout.class, DaplugTestIntegrationTests.Listeners.class })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DaplugTestIntegrationTests {

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

	@BeforeEach
	void seed() {
		this.orders.overwrite(Map.of("orderId", "seed", "at", System.nanoTime()));
	}

	@Test
	@Order(1)
	void recordsWhatIsWritten(@Autowired RecordedChanges injected) {
		this.checkout.place("a-1");
		this.checkout.pay("a-1");
		assertThat(injected).isSameAs(this.changes);
		assertThat(this.changes).inserted("orders").key("seed").once();
		assertThat(this.changes).inserted("orders").key("a-1").attribute("status", "NEW").once();
		assertThat(this.changes).modified("orders").oldAttribute("status", "NEW").attribute("status", "PAID").once();
	}

	@Test
	@Order(2)
	void recordingsAreClearedBetweenMethodsAndItemsAreNot() {
		assertThat(this.changes.all()).singleElement()
			.satisfies((change) -> assertThat(change.key()).isEqualTo(ItemKey.of("seed")));
		assertThat(this.messages).isEmpty();
		assertThat(this.orders.get(ItemKey.of("a-1"))).isPresent();
		this.context.getBean(SnsClient.class)
			.publish((request) -> request.topicArn("arn:aws:sns:us-east-1:1:orders").message("x"));
		assertThat(this.messages).sentTo("orders").once();
	}

	@Test
	@Order(3)
	void messagesAreClearedBetweenMethods() {
		assertThat(this.messages).isEmpty();
	}

	@Test
	void recordsWhatOtherThreadsWrite() {
		CompletableFuture.runAsync(() -> this.checkout.place("b-1"));
		assertThat(this.changes).within(Duration.ofSeconds(60)).inserted("orders").key("b-1");
	}

	@Test
	void recordsAfterListenersHaveHeard() {
		this.checkout.place("c-1");
		assertThat(Listeners.recordedBefore).isFalse();
		assertThat(this.changes).inserted("orders").key("c-1");
	}

	@Test
	void loadsOnlyWhatATableNeeds() {
		assertThat(this.context.getBeansOfType(TopicConfiguration.class)).isEmpty();
		assertThat(this.context.containsBean("snsTemplate")).isFalse();
		assertThat(this.context.getBeansOfType(JsonMapper.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(EmbeddedDynamoDb.class)).hasSize(1);
		assertThat(Arrays.stream(this.context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("org.springframework.boot") && name.endsWith("AutoConfiguration"))
			.map((name) -> name.substring(name.lastIndexOf('.') + 1)))
			.isSubsetOf(List.of("JacksonAutoConfiguration", "ServiceConnectionAutoConfiguration"));
	}

	@Nested
	class Inside {

		@Autowired
		private ApplicationContext inner;

		@Test
		void sharesTheContextOfTheClassAround() {
			assertThat(this.inner).isSameAs(DaplugTestIntegrationTests.this.context);
			assertThat(this.inner.getBean(Environment.class).getProperty("spring.application.name")).isEqualTo("shop");
		}

	}

	@Component
	static class Listeners {

		static boolean recordedBefore;

		@Autowired
		private RecordedChanges changes;

		@EventListener
		void inserted(ItemInserted<?> inserted) {
			if (inserted.key().equals(ItemKey.of("c-1"))) {
				recordedBefore = this.changes.all().contains(inserted);
			}
		}

	}

}
