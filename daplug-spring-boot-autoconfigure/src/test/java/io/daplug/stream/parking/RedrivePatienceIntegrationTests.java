package io.daplug.stream.parking;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.daplug.event.ItemChange;
import io.daplug.fixture.BackgroundCall;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.Changes;
import io.daplug.stream.Dispatch;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.parking.ParkingFixture.Instance;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How an interrupted redrive ends that cannot wait for all.
 */
@Timeout(60)
class RedrivePatienceIntegrationTests {

	private static final ItemChange<?> FIRST = Changes.modified("a", 1);

	private static final ItemChange<?> LATER = Changes.modified("a", 2);

	private final ParkingFixture fixture = new ParkingFixture();

	private final Instance instance = this.fixture.instance();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch going = new CountDownLatch(1);

	/** A redrive, and whether its thread was interrupted still when it ended. */
	private record Told(RedriveResult result, boolean interrupted) {

	}

	@AfterEach
	void stop() {
		this.going.countDown();
		this.instance.registry.stop();
	}

	private ParkedChangeOperations operations(DynamoDbClient client, Duration patience) {
		return new TableParkedChanges(new ParkedTable(client, this.fixture.table, null, this.fixture.clock),
				new ParkedEntries(ParkingFixture.TABLES), this.instance.registry, patience);
	}

	private Told redriveAll() {
		RedriveResult result = operations(LocalDynamoDb.client(), Duration.ofMillis(20)).redriveAll("one");
		return new Told(result, Thread.interrupted());
	}

	private ListenerContainer listen() {
		return this.instance.listener("one", (change) -> {
			this.begun.countDown();
			this.going.await();
			this.handled.add(change);
		}, (options) -> options.concurrency(1));
	}

	private void assertIsHandledLast(ItemChange<?>... expected) {
		ItemChange<?> last = expected[expected.length - 1];
		this.instance.registry.accept(List.of(last));
		await().until(() -> this.handled.contains(last));
		assertThat(this.handled).isEqualTo(List.of(expected));
	}

	@Test
	void givesUpATurnThatDoesNotComeBecauseTheListenerIsPaused() throws Exception {
		this.fixture.park(FIRST);
		ListenerContainer listener = listen();
		ItemChange<?> other = Changes.modified("b", 1);
		this.instance.registry.accept(List.of(other));
		this.begun.await();
		BackgroundCall<Told> call = BackgroundCall.startWaiting(this::redriveAll);
		await().until(() -> listener.pending() == 2);
		listener.pause();
		this.going.countDown();
		call.interrupt();
		Told told = call.get();
		assertThat(told.result().skipped()).containsExactly(Map.entry(this.instance.ids().get(0), Reason.INTERRUPTED));
		assertThat(told.interrupted()).isTrue();
		listener.resume();
		assertIsHandledLast(other, LATER);
		assertThat(this.instance.ids()).hasSize(1);
	}

	@Test
	void leavesTheChangesAfterTheOneThatDoesNotEnd() throws Exception {
		this.fixture.park(FIRST);
		this.fixture.park(LATER);
		List<String> ids = this.instance.ids();
		listen();
		BackgroundCall<Told> call = BackgroundCall.startWaiting(this::redriveAll);
		this.begun.await();
		call.interrupt();
		Told told = call.get();
		assertThat(told.result().skipped()).containsOnlyKeys(ids).containsValues(Reason.INTERRUPTED);
		assertThat(told.result().isComplete()).isFalse();
		assertThat(told.interrupted()).isTrue();
		this.going.countDown();
		assertIsHandledLast(FIRST, Changes.modified("a", 3));
		assertThat(this.instance.ids()).hasSize(1);
	}

	@Test
	void tellsWhatItHadNotReadWhenItWasInterrupted() {
		this.fixture.park(FIRST);
		this.fixture.park(Changes.modified("b", 1));
		this.instance.listener(this.handled::add);
		AtomicBoolean interrupting = new AtomicBoolean(true);
		try (DynamoDbClient client = LocalDynamoDb.client(new ExecutionInterceptor() {
			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (context.request() instanceof QueryRequest && interrupting.getAndSet(false)) {
					Thread.currentThread().interrupt();
				}
			}
		})) {
			RedriveResult result = operations(client, Duration.ofMinutes(1)).redriveAll("one");
			assertThat(Thread.interrupted()).isTrue();
			assertThat(result.skipped()).containsOnlyKeys(this.instance.ids()).containsValues(Reason.INTERRUPTED);
			assertThat(this.handled).isEmpty();
		}
	}

	@Test
	void triesNothingForAThreadThatWasInterruptedBefore() {
		this.fixture.park(FIRST);
		String id = this.instance.ids().get(0);
		this.instance.listener(this.handled::add);
		Thread.currentThread().interrupt();
		RedriveResult result = this.instance.operations.redrive(id);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(result.skipped()).containsExactly(Map.entry(id, Reason.INTERRUPTED));
		assertThat(this.handled).isEmpty();
	}

	@Test
	void tellsThatItWasInterruptedWhereItHandlesTheChangesItself() {
		this.fixture.park(FIRST);
		this.fixture.park(LATER);
		this.instance.listener("one", (change) -> {
			this.handled.add(change);
			Thread.currentThread().interrupt();
		}, (options) -> options.dispatch(Dispatch.CALLER));
		RedriveResult result = this.instance.operations.redriveAll("one");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.handled).containsExactly(FIRST);
		assertThat(result.redriven()).hasSize(1);
		assertThat(result.skipped().values()).containsExactly(Reason.INTERRUPTED);
	}

}
