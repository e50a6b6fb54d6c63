package io.daplug.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.ClearProgress;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batch.IncompleteClearException;
import io.daplug.template.model.ClearOptions;
import io.daplug.template.model.UncertainWriteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static io.daplug.fixture.LongPatience.await;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for clears that something comes in the way of.
 */
class ClearFaultsIntegrationTests {

	private final StoredTable table = StoredTable.plain();

	@AfterEach
	void forgetAnInterrupt() {
		Thread.interrupted();
	}

	private void store(int items) {
		IntStream.range(0, items).forEach((i) -> this.table.put(Map.of("id", text("i" + i))));
	}

	private static void everything(ClearOptions.Builder clear) {
		clear.everything();
	}

	/**
	 * A client that interrupts a thread before the delete that is the last of so many,
	 * and holds this and later ones until the thread has heard of it.
	 */
	private static DynamoDbClient interruptingBefore(int delete, Thread caller) {
		AtomicInteger left = new AtomicInteger(delete);
		CompletableFuture<Boolean> heard = new CompletableFuture<>();
		return FaultyClient.with((request, server) -> {
			int place = (request instanceof DeleteItemRequest) ? left.decrementAndGet() : delete;
			if (place == 0) {
				caller.interrupt();
				awaitHeard(caller);
				heard.complete(true);
			}
			else if (place < 0) {
				heard.join();
			}
			return server.get();
		});
	}

	/** A thread that waits for others hears of it, and waits again. */
	private static void awaitHeard(Thread caller) {
		if (Thread.currentThread() != caller) {
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(2))
				.until(() -> !caller.isInterrupted() && caller.getState() == Thread.State.WAITING);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void anInterruptEndsItWithWhatWasDoneAndTheSameClearDoesTheRest(int parallelism) {
		store(60);
		Thread caller = Thread.currentThread();
		DaplugTemplate template = this.table.template(interruptingBefore(10, caller));
		Consumer<ClearOptions.Builder> clear = (options) -> options.everything().parallelism(parallelism);
		IncompleteClearException interrupted = catchIncomplete(template, clear);
		assertThat(Thread.interrupted()).isTrue();
		ClearResult done = interrupted.result();
		assertThat(interrupted).hasNoCause()
			.hasMessage(
					"The clear of table 'orders' was interrupted before it was through: %s. The same clear, made again, removes what is left"
						.formatted(done));
		// A request that was under way may have been carried out, and its caller not
		// told.
		assertThat(done.removed()).isBetween(9L, 59L);
		assertThat(done.removed() + done.uncertain() + this.table.items().size()).isGreaterThanOrEqualTo(60);
		ClearResult rest = template.clear(clear);
		assertThat(rest.complete()).isTrue();
		assertThat(done.removed() + rest.removed()).isBetween(60L - done.uncertain(), 60L);
		assertThat(this.table.items()).isEmpty();
	}

	private static IncompleteClearException catchIncomplete(DaplugTemplate template,
			Consumer<ClearOptions.Builder> clear) {
		return assertThatExceptionOfType(IncompleteClearException.class).isThrownBy(() -> template.clear(clear))
			.actual();
	}

	@Test
	void anInterruptedThreadClearsNothing() {
		store(3);
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = this.table.quiet(requests.client());
			Thread.currentThread().interrupt();
			IncompleteClearException refused = catchIncomplete(template, (clear) -> clear.everything().parallelism(1));
			assertThat(Thread.interrupted()).isTrue();
			assertThat(refused.result()).isEqualTo(new ClearResult(0, 0, 0, 0, List.of()));
			assertThat(requests.operations()).isEmpty();
		}
		assertThat(this.table.items()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void anInterruptWhileKeysAreReadIsAnInterrupt(int segments) {
		store(3);
		Thread caller = Thread.currentThread();
		AtomicBoolean first = new AtomicBoolean(true);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			// A second segment may be read after this test.
			if (request instanceof ScanRequest && first.getAndSet(false)) {
				caller.interrupt();
				if (Thread.currentThread() == caller) {
					throw AbortedException.create("interrupted");
				}
			}
			return server.get();
		});
		IncompleteClearException interrupted = catchIncomplete(this.table.quiet(client),
				(clear) -> clear.everything().parallelism(1).segments(segments));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(interrupted).hasNoCause().hasMessageContaining("was interrupted");
		assertThat(interrupted.result().removed()).isZero();
	}

	@Test
	void aFailingConsumerOfProgressEndsItWithWhatWasDone() {
		store(120);
		IllegalStateException failure = new IllegalStateException("enough");
		DaplugTemplate template = this.table.template();
		// Other threads may have removed all that is left before the consumer fails.
		IncompleteClearException ended = catchIncomplete(template,
				(clear) -> clear.everything().parallelism(1).onProgress((progress) -> {
					throw failure;
				}));
		assertThat(ended).hasCause(failure);
		assertThat(ended.result().removed()).isBetween(25L, 119L);
		assertThat(this.table.items()).hasSize(120 - (int) ended.result().removed());
		assertThat(this.table.changes()).hasSize((int) ended.result().removed());
		assertThat(template.clear(ClearFaultsIntegrationTests::everything).removed())
			.isEqualTo(120 - ended.result().removed());
	}

	@Test
	void keysThatCannotBeReadEndItWithWhatWasDone() {
		IntStream.range(0, 4)
			.forEach((i) -> this.table.put(Map.of("id", text("i" + i), "text", text("x".repeat(390_000)))));
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof ScanRequest scan && scan.hasExclusiveStartKey()) {
				throw DynamoDbException.builder().message("no").statusCode(400).build();
			}
			return server.get();
		});
		IncompleteClearException ended = catchIncomplete(this.table.quiet(client),
				(clear) -> clear.everything().parallelism(1));
		assertThat(ended).hasCauseInstanceOf(DynamoDbAccessException.class)
			.hasMessageStartingWith("The clear of table 'orders' failed before it was through: ");
		assertThat(ended.result().removed()).isPositive();
		assertThat(this.table.items()).hasSize(4 - (int) ended.result().removed());
	}

	@Test
	void keysAreReadAgainWhereCapacityIsLacking() {
		store(3);
		AtomicInteger refusals = new AtomicInteger(3);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof ScanRequest && refusals.getAndDecrement() > 0) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		assertThat(this.table.quiet(client).clear(ClearFaultsIntegrationTests::everything))
			.isEqualTo(new ClearResult(3, 0, 0, 0, List.of()));
		refusals.set(1);
		assertThatExceptionOfType(ThrottledException.class)
			.isThrownBy(() -> this.table.quiet(client).clear((clear) -> clear.everything().segments(2)));
	}

	@Test
	void whatFailsBeforeTheFirstItemIsThrownAsItIs() {
		TableDefinition missing = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("id")
			.build();
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), missing).build();
		assertThatExceptionOfType(TableNotFoundException.class)
			.isThrownBy(() -> template.clear(ClearFaultsIntegrationTests::everything));
	}

	@Test
	void anItemThatIsRefusedDoesNotEndIt() {
		store(60);
		try (FaultyWire wire = FaultyWire.with((operation,
				body) -> (operation.equals("DeleteItem") && body.contains("\"i7\"")) ? Fault.FORBIDDEN : Fault.NONE)) {
			ClearResult result = this.table.template(wire.client()).clear(ClearFaultsIntegrationTests::everything);
			assertThat(result.removed()).isEqualTo(59);
			assertThat(result.failed()).isEqualTo(1);
			assertThat(result.failures()).singleElement().satisfies((failure) -> {
				assertThat(failure.entry()).isEqualTo(ItemKey.of("i7"));
				assertThat(failure.cause()).isInstanceOf(DynamoDbAccessException.class);
			});
			assertThatExceptionOfType(IncompleteClearException.class).isThrownBy(result::requireComplete)
				.withMessage("Some items were not cleared: 59 removed, 0 kept, 1 failed, 0 uncertain")
				.withCauseInstanceOf(DynamoDbAccessException.class);
			assertThat(this.table.items()).hasSize(1);
		}
	}

	@Test
	void whereNothingCanBeRemovedItEndsSoon() {
		store(300);
		AtomicInteger refused = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> {
			if (!operation.equals("DeleteItem")) {
				return Fault.NONE;
			}
			refused.incrementAndGet();
			return Fault.FORBIDDEN;
		})) {
			IncompleteClearException ended = catchIncomplete(this.table.template(wire.client()),
					ClearFaultsIntegrationTests::everything);
			assertThat(ended).hasCauseInstanceOf(DynamoDbAccessException.class)
				.hasMessageContaining("ended, as one delete after the other failed");
			assertThat(ended.result().failed()).isBetween(100L, 107L);
			assertThat(ended.result().failures()).hasSize(100);
			assertThat(refused.get()).isEqualTo(ended.result().failed());
		}
		assertThat(this.table.items()).hasSize(300);
	}

	@Test
	void whatIsThrottledIsSentAgain() {
		store(30);
		AtomicInteger refusals = new AtomicInteger(20);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof DeleteItemRequest && refusals.getAndDecrement() > 0) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		ClearResult result = this.table.template(client).clear(ClearFaultsIntegrationTests::everything);
		assertThat(result).isEqualTo(new ClearResult(30, 0, 0, 0, List.of()));
		assertThat(refusals.get()).isNegative();
	}

	@Test
	void whatIsLeftUnprocessedIsSentAgain() {
		store(60);
		AtomicInteger requests = new AtomicInteger(3);
		ClearResult result = this.table.quiet(FaultyClient.leavingUnprocessed(requests))
			.clear(ClearFaultsIntegrationTests::everything);
		assertThat(result).isEqualTo(new ClearResult(60, 0, 0, 0, List.of()));
		assertThat(requests.get()).isNegative();
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void whatMayHaveBeenRemovedIsUncertain() {
		store(5);
		try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
			ClearResult result = this.table.template(lost.client()).clear((clear) -> clear.everything().parallelism(1));
			assertThat(result.removed()).isEqualTo(4);
			assertThat(result.uncertain()).isEqualTo(1);
			assertThat(result.complete()).isFalse();
			assertThat(result.failures()).extracting(BatchFailure::cause)
				.singleElement()
				.isInstanceOf(UncertainWriteException.class);
			assertThat(this.table.changes()).hasSize(4);
			assertThat(this.table.items()).isEmpty();
		}
	}

	@Test
	void aRequestOfManyKeysThatIsRefusedIsCountedByItem() {
		store(60);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof BatchWriteItemRequest batch
					&& batch.requestItems().values().iterator().next().size() == 25) {
				throw DynamoDbException.builder().message("no").statusCode(400).build();
			}
			return server.get();
		});
		AtomicInteger reports = new AtomicInteger();
		ClearProgress[] last = new ClearProgress[1];
		ClearResult result = this.table.quiet(client).clear((clear) -> clear.everything().onProgress((progress) -> {
			last[0] = progress;
			reports.incrementAndGet();
		}));
		assertThat(result.failed()).isEqualTo(50);
		assertThat(result.removed()).isEqualTo(10);
		assertThat(last[0].failed()).isEqualTo(50);
		assertThat(last[0].removed()).isEqualTo(10);
		assertThat(reports.get()).isPositive();
	}

}
