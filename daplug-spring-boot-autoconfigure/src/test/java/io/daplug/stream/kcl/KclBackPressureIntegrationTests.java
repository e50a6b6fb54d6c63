package io.daplug.stream.kcl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamListenerRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.daplug.stream.kcl.KclApplication.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is in memory does not grow with what waits in the stream: a listener
 * that hangs is read ahead of by a bounded number of records.
 */
class KclBackPressureIntegrationTests {

	private static final int LIMIT = 50;

	private static final int CHANGES = 2_000;

	/**
	 * The library asks for some more while it gives what it has: five times were seen.
	 */
	private static final int MOST_READS = 10;

	/** Counts records that were read, and requests to the table of leases. */
	private static final class Counter implements ExecutionInterceptor {

		private final AtomicInteger records = new AtomicInteger();

		private final AtomicInteger renewals = new AtomicInteger();

		@Override
		public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
			if (context.response() instanceof GetRecordsResponse response) {
				this.records.addAndGet(response.records().size());
			}
			else if (context.request() instanceof UpdateItemRequest) {
				this.renewals.incrementAndGet();
			}
		}

	}

	/** A listener that hangs until it is let go, and clients that count. */
	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		private final CountDownLatch gate = new CountDownLatch(1);

		private final AtomicInteger handled = new AtomicInteger();

		private final Counter counter = new Counter();

		@DaplugStreamListener(tables = "orders", id = "hanging")
		void on(ItemChange<?> change) throws InterruptedException {
			this.gate.await();
			this.handled.incrementAndGet();
		}

		@Bean
		DynamoDbStreamsClient streamsClient() {
			DynamoDbStreamsClientBuilder builder = DynamoDbStreamsClient.builder().region(Region.US_EAST_1);
			LocalDynamoDb.server().configure(builder);
			return builder.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(this.counter))
				.build();
		}

		@Bean
		DynamoDbAsyncClient leasesClient() {
			DynamoDbAsyncClientBuilder builder = DynamoDbAsyncClient.builder().region(Region.US_EAST_1);
			LocalDynamoDb.server().configure(builder);
			return builder.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(this.counter))
				.build();
		}

	}

	@Test
	void readsAheadOfAListenerThatHangsByABoundedNumberOfRecords() {
		KclApplication application = new KclApplication().keepingItsShards()
			.with("daplug.stream.kcl.max-pending=" + LIMIT, "daplug.stream.kcl.max-records=" + LIMIT);
		try (ConfigurableApplicationContext context = application.start(Hanging.class)) {
			Hanging hanging = context.getBean(Hanging.class);
			List<Map<String, Object>> orders = IntStream.range(0, CHANGES)
				.mapToObj((number) -> Map.<String, Object>of("id", "o-" + number))
				.toList();
			KclApplication.orders(context).batchOverwrite(orders).requireComplete();
			awaitUntil(() -> pending(context) == LIMIT);
			// Time enough to read all: the instance goes on renewing its leases.
			int renewals = hanging.counter.renewals.get();
			awaitUntil(() -> hanging.counter.renewals.get() >= renewals + 5);
			assertThat(pending(context)).isEqualTo(LIMIT);
			assertThat(hanging.counter.records.get()).isLessThanOrEqualTo(MOST_READS * LIMIT);
			hanging.gate.countDown();
			awaitUntil(() -> hanging.handled.get() == CHANGES);
			assertThat(hanging.counter.records.get()).isEqualTo(CHANGES);
		}
	}

	private static int pending(ConfigurableApplicationContext context) {
		return context.getBean(StreamListenerRegistry.class).listener("hanging").orElseThrow().pending();
	}

}
