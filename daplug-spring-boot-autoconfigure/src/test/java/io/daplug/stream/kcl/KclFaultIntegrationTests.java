package io.daplug.stream.kcl;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.SourceProgress;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.parking.ParkedChangeOperations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static io.daplug.stream.kcl.KclApplication.awaitUntil;
import static io.daplug.stream.kcl.KclApplication.orders;
import static io.daplug.stream.kcl.KclApplication.progress;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KclChangeSource} when something fails. One application after the other
 * reads one stream, since each start takes seconds.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KclFaultIntegrationTests {

	private final KclApplication application = new KclApplication().with("daplug.listeners.max-attempts=2",
			"daplug.listeners.concurrency=2", "daplug.listeners.shutdown-timeout=1s",
			"daplug.listeners.parking-table=parked", "daplug.tables.parked.hash-key=id",
			"daplug.tables.parked.range-key=entry", "daplug.tables.parked.name=t-" + UUID.randomUUID());

	private ConfigurableApplicationContext context;

	@Configuration(proxyBeanMethods = false)
	static class Faults {

		@Bean
		FaultyStreams streams() {
			DynamoDbStreamsClientBuilder builder = DynamoDbStreamsClient.builder().region(Region.US_EAST_1);
			LocalDynamoDb.server().configure(builder);
			return new FaultyStreams(builder.build());
		}

	}

	static class Listeners {

		final List<String> steady = new CopyOnWriteArrayList<>();

		final List<String> hanging = new CopyOnWriteArrayList<>();

		final List<ChangeParked> parked = new CopyOnWriteArrayList<>();

		final List<StreamGap> gaps = new CopyOnWriteArrayList<>();

		final CountDownLatch released = new CountDownLatch(1);

		volatile boolean mended;

		@DaplugStreamListener(tables = "orders", id = "steady")
		void steady(ItemChange<?> change) {
			if (!this.mended && change.key().equals(ItemKey.of("poison"))) {
				throw new IllegalStateException("poison");
			}
			this.steady.add(key(change));
		}

		@DaplugStreamListener(tables = "orders", id = "hanging")
		void hanging(ItemChange<?> change) throws InterruptedException {
			if (change.key().equals(ItemKey.of("hang"))) {
				this.released.await();
			}
			this.hanging.add(key(change));
		}

		@EventListener
		void parked(ChangeParked change) {
			this.parked.add(change);
		}

		@EventListener
		void gap(StreamGap gap) {
			this.gaps.add(gap);
		}

		private static String key(ItemChange<?> change) {
			return change.key().toString();
		}

	}

	@BeforeAll
	void start() {
		this.context = this.application.start(Faults.class, Listeners.class);
	}

	private void restart() {
		this.context.close();
		start();
	}

	@AfterAll
	void close() {
		this.context.close();
	}

	private Listeners listeners() {
		return this.context.getBean(Listeners.class);
	}

	private void write(String... ids) {
		for (String id : ids) {
			orders(this.context).overwrite(Map.of("id", id));
		}
	}

	private void awaitHandled(String id) {
		awaitUntil(() -> listeners().steady.contains(ItemKey.of(id).toString())
				&& listeners().hanging.contains(ItemKey.of(id).toString()));
	}

	private void awaitCheckpoint() {
		awaitUntil(() -> progress(this.context).handOver().waiting() == 0);
	}

	@Test
	@Order(1)
	void parksAPoisonChangeAndPassesItUntilARedriveBringsItIn() {
		write("before", "poison", "after");
		awaitHandled("after");
		awaitUntil(() -> listeners().parked.size() == 1);
		ChangeParked parked = listeners().parked.get(0);
		assertThat(parked.listener()).isEqualTo("steady");
		assertThat(parked.attempts()).isEqualTo(2);
		awaitCheckpoint();
		assertThat(this.application.checkpoint().orElseThrow()).as("the checkpoint")
			.isGreaterThan(parked.change().origin().sequence());
		ParkedChangeOperations operations = this.context.getBean(ParkedChangeOperations.class);
		assertThat(operations.list()).singleElement()
			.satisfies((kept) -> assertThat(kept.item().storedKey()).isEqualTo(ItemKey.of("poison")));
		listeners().mended = true;
		assertThat(operations.redriveAll().redriven()).hasSize(1);
		assertThat(listeners().steady).contains(ItemKey.of("poison").toString());
		assertThat(operations.list()).isEmpty();
	}

	@Test
	@Order(2)
	void goesOnAfterTheReaderWasThrottled() {
		FaultyStreams streams = this.context.getBean(FaultyStreams.class);
		streams.throttling = true;
		try {
			write("throttled");
			awaitUntil(() -> streams.throttled.get() > 3);
			assertThat(listeners().steady).doesNotContain(ItemKey.of("throttled").toString());
		}
		finally {
			streams.throttling = false;
		}
		awaitHandled("throttled");
		awaitCheckpoint();
		assertThat(listeners().gaps).isEmpty();
	}

	@Test
	@Order(3)
	void comesBackAfterItsTableOfLeasesWasDeleted() {
		LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(this.application.leaseTable()));
		write("leaseless");
		awaitHandled("leaseless");
		awaitUntil(() -> this.application.checkpoint().isPresent());
		write("with-new-leases");
		awaitHandled("with-new-leases");
		awaitCheckpoint();
		assertThat(progress(this.context).state()).isEqualTo(SourceProgress.State.RUNNING);
		assertThat(listeners().gaps).isEmpty();
	}

	@Test
	@Order(4)
	void tellsOfWhatTheStreamNoLongerHas() {
		awaitCheckpoint();
		FaultyStreams streams = this.context.getBean(FaultyStreams.class);
		streams.trimmed.set(1);
		this.context.stop();
		this.context.start();
		awaitUntil(() -> !listeners().gaps.isEmpty());
		StreamGap gap = listeners().gaps.get(0);
		assertThat(gap.table()).isEqualTo("orders");
		assertThat(gap.reason()).startsWith("the stream no longer has what came after the checkpoint, sequence ");
		assertThat(this.context.getBean(StreamGapRegistry.class).open()).hasSize(1);
		write("after-the-gap");
		awaitHandled("after-the-gap");
		awaitCheckpoint();
		assertThat(listeners().gaps).hasSize(1);
	}

	@Test
	@Order(5)
	void stopsAlthoughAListenerHangsAndHandsOverAgainWhatItHad() {
		awaitCheckpoint();
		write("hang", "beside-1", "beside-2");
		awaitUntil(() -> listeners().steady.contains(ItemKey.of("beside-2").toString()));
		awaitHandled("beside-2");
		assertThat(progress(this.context).handOver().waiting()).isPositive();
		Listeners stopped = listeners();
		restart();
		assertThat(stopped.parked).as("what comes again is not parked")
			.noneSatisfy((parked) -> assertThat(parked.change().key()).isEqualTo(ItemKey.of("hang")));
		listeners().released.countDown();
		awaitHandled("hang");
		awaitHandled("beside-2");
		awaitCheckpoint();
		assertThat(listeners().steady).doesNotContain(ItemKey.of("before").toString(),
				ItemKey.of("after-the-gap").toString());
	}

}
