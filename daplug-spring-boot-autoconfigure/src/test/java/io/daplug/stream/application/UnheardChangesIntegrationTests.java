package io.daplug.stream.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for writes whose changes nobody hears of: nothing is made or asked for, and
 * nobody waits. Whoever begins to listen hears of what is written from then on.
 */
@Timeout(60)
class UnheardChangesIntegrationTests {

	private final List<SdkRequest> requests = new ArrayList<>();

	private final ApplicationContextRunner runner = ListenerApplication.with("orders", "prices")
		.withBean("recorded", DynamoDbClient.class,
				() -> LocalDynamoDb.client(new ExecutionInterceptor[] { new ExecutionInterceptor() {

					@Override
					public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
						UnheardChangesIntegrationTests.this.requests.add(context.request());
					}

				} }), (definition) -> definition.setPrimary(true));

	record Order(String id, int n) {

	}

	static class EventListeners {

		final List<ItemChange<?>> heard = new ArrayList<>();

		@EventListener
		void inserted(ItemInserted<Order> change) {
			this.heard.add(change);
		}

	}

	static class RemovalListener {

		final List<ItemChange<?>> heard = new ArrayList<>();

		@EventListener
		void removed(ItemRemoved<?> change) {
			this.heard.add(change);
		}

	}

	static class OrderListener {

		final CountDownLatch heard = new CountDownLatch(1);

		@DaplugStreamListener(tables = "orders", id = "heard")
		void on(Order order) {
			this.heard.countDown();
		}

	}

	@Test
	void areNeitherMadeNorAskedFor() {
		this.runner.run((context) -> {
			DaplugTemplate orders = orders(context);
			orders.overwrite(new Order("a", 1));
			orders.batchDelete(List.of(ItemKey.of("a"), ItemKey.of("b")));
			assertThat(puts()).extracting(PutItemRequest::returnValues).containsExactly((ReturnValue) null);
			assertThat(this.requests).filteredOn((request) -> request instanceof BatchWriteItemRequest)
				.as("nobody asks what is deleted")
				.hasSize(1);
		});
	}

	@Test
	@DisplayName("a listener of orders hears of orders, and other items stay unheard")
	void areThoseOfOtherTypes() {
		this.runner.withBean(EventListeners.class).run((context) -> {
			DaplugTemplate orders = orders(context);
			orders.overwrite(Map.of("id", "m"));
			orders.overwrite(new Order("a", 1));
			assertThat(puts()).extracting(PutItemRequest::returnValues).containsExactly(null, ReturnValue.ALL_OLD);
			orders.insert(new Order("b", 1));
			orders.batchOverwrite(List.of(Map.of("id", "c"), Map.of("id", "d")));
			assertThat(context.getBean(EventListeners.class).heard).extracting(ItemChange::key)
				.containsExactly(ItemKey.of("a"), ItemKey.of("b"));
		});
	}

	@Test
	void areHeardByListenersOfRemovalsOfAnyType() {
		this.runner.withBean(RemovalListener.class).run((context) -> {
			DaplugTemplate orders = orders(context);
			orders.insert(Map.of("id", "a"));
			orders.insert(Map.of("id", "b"));
			orders.delete(ItemKey.of("a"));
			orders.batchDelete(List.of(ItemKey.of("b")));
			assertThat(context.getBean(RemovalListener.class).heard).hasSize(2);
		});
	}

	@Test
	void areThoseOfTablesWithoutListeners() {
		this.runner.withBean(OrderListener.class).run((context) -> {
			context.getBean("prices", DaplugTemplate.class).overwrite(Map.of("id", "p"));
			assertThat(puts()).extracting(PutItemRequest::returnValues).containsExactly((ReturnValue) null);
			orders(context).overwrite(new Order("a", 1));
			OrderListener listener = context.getBean(OrderListener.class);
			await().until(() -> listener.heard.getCount() == 0);
		});
	}

	@Test
	void areHeardByListenersThatAreAddedLater() {
		this.runner.run((context) -> {
			DaplugTemplate orders = orders(context);
			List<Object> heard = new ArrayList<>();
			orders.insert(new Order("a", 1));
			context.addApplicationListener(new AllListener(heard));
			orders.insert(new Order("b", 1));
			assertThat(heard).hasSize(1);
			context.getBean(ApplicationEventMulticaster.class).removeAllListeners();
			orders.insert(new Order("c", 1));
			context.getBean(ApplicationEventMulticaster.class).addApplicationListener(new AllListener(heard));
			orders.insert(new Order("d", 1));
			assertThat(heard).hasSize(2);
		});
	}

	record AllListener(List<Object> heard) implements ApplicationListener<PayloadApplicationEvent<ItemInserted<?>>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<ItemInserted<?>> event) {
			this.heard.add(event.getPayload());
		}

	}

	@Test
	void areHeardInParentContexts() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(EventListeners.class)) {
			this.runner.withParent(parent).run((context) -> {
				orders(context).insert(new Order("a", 1));
				assertThat(parent.getBean(EventListeners.class).heard).hasSize(1);
			});
		}
	}

	/** A publisher that hears of orders alone. */
	static class OrderPublisher implements ChangePublisher {

		final List<String> heard = new ArrayList<>();

		@Override
		public boolean hears(String table, ItemType<?> type) {
			return table.equals("orders");
		}

		@Override
		public void publish(List<Announcement> announcements) {
			announcements.forEach((announcement) -> this.heard.add(announcement.change().table()));
		}

	}

	@Test
	void areHeardByPublishersOfTheApplication() {
		this.runner.withBean(OrderPublisher.class).run((context) -> {
			orders(context).insert(new Order("a", 1));
			context.getBean("prices", DaplugTemplate.class).insert(Map.of("id", "p"));
			assertThat(context.getBean(OrderPublisher.class).heard).containsExactly("orders");
		});
	}

	private List<PutItemRequest> puts() {
		return this.requests.stream().filter(PutItemRequest.class::isInstance).map(PutItemRequest.class::cast).toList();
	}

	private static DaplugTemplate orders(ApplicationContext context) {
		return context.getBean("orders", DaplugTemplate.class);
	}

}
