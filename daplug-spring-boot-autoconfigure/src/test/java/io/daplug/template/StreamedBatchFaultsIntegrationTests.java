package io.daplug.template;

import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.fixture.BackgroundCall;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.task.BrokenThreads;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchProgress;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.BatchStoppedException;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.model.UncertainWriteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static io.daplug.template.BatchIntegrationTests.orders;
import static io.daplug.template.StoredTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that batches that are written as they are read lose nothing, whoever fails.
 */
@Timeout(60)
class StreamedBatchFaultsIntegrationTests {

	private final StoredTable table = StoredTable.plain();

	@Test
	void finishWhatWasTakenFromASourceThatFails() {
		IllegalStateException broken = new IllegalStateException("Line 61 is broken");
		AtomicBoolean closed = new AtomicBoolean();
		Stream<Order> items = IntStream.range(0, 100).mapToObj((number) -> {
			if (number == 60) {
				throw broken;
			}
			return new Order("" + number, number);
		}).onClose(() -> closed.set(true));
		assertThatExceptionOfType(BatchStoppedException.class)
			.isThrownBy(() -> this.table.template().batchOverwrite(items))
			.withCause(broken)
			.withMessage("The source of the batch failed. What was taken before is finished: 60 entries were written, "
					+ "0 failed and 0 are unprocessed")
			.satisfies((ex) -> assertThat(ex.counts().written()).isEqualTo(60));
		assertThat(this.table.items()).hasSize(60);
		assertThat(this.table.changes()).hasSize(60);
		assertThat(closed).isTrue();
	}

	/** An error is nobody's entry, and says nothing of those that are under way. */
	@Test
	void finishWhatWasTakenWhenAnErrorComesFromAnEntry() {
		AssertionError broken = new AssertionError("broken");
		AtomicBoolean closed = new AtomicBoolean();
		Stream<Map<String, Object>> items = IntStream.range(0, 100)
			.mapToObj((number) -> (number == 60) ? failing(broken) : Map.<String, Object>of("id", "" + number))
			.onClose(() -> closed.set(true));
		assertThatExceptionOfType(BatchStoppedException.class)
			.isThrownBy(() -> this.table.template().batchOverwrite(items))
			.withCause(broken)
			.withMessageStartingWith("Entry 60 of the batch could not be prepared. ")
			.satisfies((ex) -> assertThat(ex.counts().taken()).isEqualTo(60));
		assertThat(this.table.items()).hasSize(60);
		assertThat(closed).isTrue();
	}

	private static Map<String, Object> failing(Error failure) {
		return new AbstractMap<>() {

			@Override
			public Set<Map.Entry<String, Object>> entrySet() {
				throw failure;
			}

		};
	}

	@Test
	void tellThatTheSourceCouldNotBeClosed() {
		UnsupportedOperationException broken = new UnsupportedOperationException("close");
		Stream<Order> items = orders(3).stream().onClose(() -> {
			throw broken;
		});
		assertThatExceptionOfType(BatchStoppedException.class)
			.isThrownBy(() -> this.table.template().batchInsert(items))
			.withCause(broken)
			.satisfies((ex) -> assertThat(ex.counts().written()).isEqualTo(3));
	}

	@Test
	void finishWhatWasTakenWhenAProgressCallbackFails() {
		IllegalStateException broken = new IllegalStateException("no screen");
		AtomicInteger read = new AtomicInteger();
		List<BatchProgress> told = new ArrayList<>();
		Stream<Order> endless = Stream.generate(() -> new Order("" + read.incrementAndGet(), 1));
		assertThatExceptionOfType(BatchStoppedException.class).isThrownBy(() -> this.table.template()
			.batchOverwrite(endless, (options) -> options.onProgress(Duration.ZERO, (progress) -> {
				told.add(progress);
				throw broken;
			})))
			.withCause(broken)
			.withMessageStartingWith("'onProgress' of the batch failed. What was taken before is finished: ")
			.satisfies((ex) -> assertThat(ex.counts().written()).isEqualTo(read.get())
				.isEqualTo(this.table.items().size()));
		assertThat(told).as("nobody asks for it again").hasSize(1);
		assertThatExceptionOfType(BatchStoppedException.class).isThrownBy(
				() -> this.table.template().batchOverwrite(orders(60), (options) -> options.onProgress((progress) -> {
					throw broken;
				})))
			.satisfies((ex) -> assertThat(ex.counts().written()).isEqualTo(60));
	}

	@Test
	void handOverAllFailuresAlthoughTheirConsumerFails() {
		List<Object> handed = new ArrayList<>();
		List<Map<String, Object>> items = new ArrayList<>();
		IntStream.range(0, 50).forEach((number) -> items.add(Map.of("id", (number % 5 == 0) ? "" : "" + number)));
		assertThatExceptionOfType(BatchStoppedException.class).isThrownBy(
				() -> this.table.template().batchOverwrite(items.stream(), (options) -> options.onFailure((failure) -> {
					handed.add(failure.entry());
					throw new IllegalStateException("disk full");
				})))
			.withMessageStartingWith("'onFailure' of the batch failed")
			.satisfies((ex) -> assertThat(ex.counts().taken()).isEqualTo(1));
		assertThat(handed).hasSize(1);
	}

	@Test
	void endSoonWhenInterruptedAndSayWhatIsLeft() throws Exception {
		CountDownLatch underWay = new CountDownLatch(2);
		CountDownLatch goOn = new CountDownLatch(1);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			underWay.countDown();
			await(goOn);
			return server.get();
		});
		AtomicInteger read = new AtomicInteger();
		ConcurrentLinkedQueue<Object> left = new ConcurrentLinkedQueue<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		BackgroundCall<BatchCounts> call = BackgroundCall.startWaiting(() -> {
			BatchCounts counts = this.table.template(client)
				.batchOverwrite(Stream.generate(() -> new Order("" + read.incrementAndGet(), 1)),
						(options) -> options.parallelism(2).onUnprocessed(left::add));
			interrupted.set(Thread.currentThread().isInterrupted());
			return counts;
		});
		assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
		call.interrupt();
		call.awaitHeard();
		goOn.countDown();
		BatchCounts counts = call.get();
		assertThat(interrupted).isTrue();
		assertThat(counts.complete()).isFalse();
		assertThat(counts.unprocessed()).isPositive().isEqualTo(left.size());
		assertThat(counts.taken()).isEqualTo(read.get());
		assertThat(this.table.items()).hasSize((int) counts.written());
	}

	@Test
	void keepRequestsBusyWhileOneTakesLong() {
		Semaphore others = new Semaphore(0);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (!request.toString().contains("(S=0)")) {
				Object answer = server.get();
				others.release();
				return answer;
			}
			acquire(others, 15);
			return server.get();
		});
		BatchCounts counts = this.table.template(client)
			.batchOverwrite(orders(400).stream(), (options) -> options.parallelism(2));
		assertThat(counts.requireComplete().written()).isEqualTo(400);
	}

	@Test
	void readOnlyAsFarAheadAsRequestsGo() {
		AtomicInteger read = new AtomicInteger();
		AtomicInteger written = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			Object answer = server.get();
			written.addAndGet(((BatchWriteItemRequest) request).requestItems().values().iterator().next().size());
			return answer;
		});
		Stream<Order> items = IntStream.range(0, 2_000).mapToObj((number) -> {
			most.accumulateAndGet(read.incrementAndGet() - written.get(), Math::max);
			return new Order("" + number, number);
		});
		this.table.quiet(client).batchOverwrite(items, (options) -> options.parallelism(2)).requireComplete();
		assertThat(most).as("two threads with two requests each, and the one that is being filled")
			.hasValueLessThanOrEqualTo((2 * 2 + 1) * 25);
	}

	@Test
	void holdAnEntryBackUntilTheOneBeforeItOfItsKeyIsWritten() {
		CountDownLatch overtaken = new CountDownLatch(1);
		AtomicBoolean waited = new AtomicBoolean();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			AttributeValue total = ((PutItemRequest) request).item().get("total");
			if (number(1).equals(total)) {
				// The other one has all the time to come, and must not.
				waited.set(!isOpen(overtaken, Duration.ofMillis(400)));
			}
			if (number(6).equals(total)) {
				overtaken.countDown();
			}
			return server.get();
		});
		StoredTable counted = StoredTable.counted();
		BatchCounts counts = counted.quiet(client)
			.batchOverwrite(Stream.of(item("a", 1, 0), item("b", 2, 0), item("a", 6, 1)),
					(options) -> options.parallelism(3));
		assertThat(waited).isTrue();
		assertThat(counts.requireComplete().written()).isEqualTo(3);
		assertThat(counted.stored("a")).containsEntry("total", number(6)).containsEntry("version", number(2));
	}

	private static boolean isOpen(CountDownLatch latch, Duration time) {
		try {
			return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Object> item(String id, int total, int version) {
		return Map.of("id", id, "total", total, "version", version);
	}

	@Test
	void leaveEntriesUnprocessedThatDynamoDbHasNoCapacityFor() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			throw FaultyClient.throttled();
		});
		List<Object> left = new ArrayList<>();
		BatchCounts counts = this.table.template(client)
			.batchOverwrite(orders(30).stream(),
					(options) -> options.deadline(Duration.ofMillis(300)).onUnprocessed(left::add));
		assertThat(counts.unprocessed()).isEqualTo(30);
		assertThat(left).containsExactlyInAnyOrderElementsOf(orders(30));
		assertThat(counts.unwritten().first()).isNull();
	}

	@Test
	void countThePartOfARequestThatFailedUnexpectedlyAsUncertain() {
		List<BatchFailure<?>> failures = new ArrayList<>();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			throw new AssertionError("out of order");
		});
		BatchCounts counts = this.table.template(client)
			.batchOverwrite(orders(3).stream(), (options) -> options.onFailure(failures::add));
		assertThat(counts.uncertain()).isEqualTo(3);
		assertThat(failures).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(UncertainWriteException.class)
				.hasRootCauseMessage("out of order"));
	}

	@Test
	void keepTheOutcomesOfARequestThatFailedUnexpectedlyHalfWay() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			List<WriteRequest> writes = ((BatchWriteItemRequest) request).requestItems().values().iterator().next();
			if (writes.size() > 1) {
				throw DynamoDbException.builder()
					.awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").build())
					.build();
			}
			if (number(1).equals(writes.get(0).putRequest().item().get("total"))) {
				throw new AssertionError("out of order");
			}
			return server.get();
		});
		BatchResult<Order> result = this.table.template(client).batchOverwrite(orders(3));
		assertThat(result.written()).hasSize(1);
		assertThat(result.uncertain()).hasSize(2)
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(UncertainWriteException.class));
		assertThat(this.table.changes()).as("what is written is announced").hasSize(1);
	}

	@Test
	void countWhatIsWrittenThoughItsAnnouncementFails() {
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
			.publisher((announcements) -> {
				throw new InternalError("no memory");
			})
			.build();
		assertThat(template.batchOverwrite(orders(3).stream()).requireComplete().written()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void doWithoutThreadsThatDoNotCome(BrokenThreads threads) {
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
			.executors(threads)
			.build();
		assertThat(template.batchOverwrite(orders(200).stream()).requireComplete().written()).isEqualTo(200);
		try (Stream<Order> read = template.batchGet(BatchIntegrationTests.keys(200).stream(), Order.class)) {
			assertThat(read).isEqualTo(orders(200));
		}
	}

	@Test
	void closeASourceThatARefusedCallDoesNotRead() {
		DaplugTemplate template = this.table.template();
		ItemOperations<Order> typed = template.as(Order.class);
		AtomicInteger closed = new AtomicInteger();
		List<Consumer<Stream<Order>>> refused = List.of((items) -> template.batchInsert(items, (o) -> o.parallelism(0)),
				(items) -> template.batchOverwrite(items, (o) -> o.duplicates(DuplicateKeys.REFUSE)),
				(items) -> template.batchUpsert(items, (o) -> o.guarded(false)),
				(items) -> template.batchDelete(items.map((item) -> ItemKey.of(item.id())),
						(o) -> o.setIfAbsent("total")),
				(items) -> template.batchGet(items.map((item) -> ItemKey.of(item.id())), (o) -> o.parallelism(0)),
				(items) -> template.batchGet(items.map((item) -> ItemKey.of(item.id())), (o) -> o.projectType()),
				(items) -> typed.batchInsert(items, (o) -> o.setIfAbsent("total")),
				(items) -> typed.batchOverwrite(items, (o) -> o.parallelism(0)),
				(items) -> typed.batchUpsert(items, (o) -> o.duplicates(DuplicateKeys.REFUSE)),
				(items) -> typed.batchGet(items.map((item) -> ItemKey.of(item.id())), (o) -> o.parallelism(0)));
		for (Consumer<Stream<Order>> call : refused) {
			assertThatException().as("call %d", refused.indexOf(call))
				.isThrownBy(() -> call.accept(orders(3).stream().onClose(closed::incrementAndGet)));
		}
		assertThat(closed).hasValue(refused.size());
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void useNoMoreCapacityInASecondThanTheCallSays() {
		long begin = System.nanoTime();
		this.table.template()
			.batchOverwrite(orders(100).stream(), (options) -> options.parallelism(1).unitsPerSecond(50))
			.requireComplete();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("75 of 100 units have to wait")
			.isGreaterThan(Duration.ofMillis(1_300));
		assertThat(this.table.items()).hasSize(100);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void acquire(Semaphore semaphore, int permits) {
		try {
			if (!semaphore.tryAcquire(permits, 30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The others wait for this one");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
