package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import io.daplug.dynamodb.ApplicationClosedException;
import io.daplug.dynamodb.ConnectionState;
import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure.Kind;
import io.daplug.template.model.UncertainTransactionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.template.StoredTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for transactions that come to grief on their way.
 */
@Timeout(60)
class TransactionFaultsIntegrationTests {

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.plain();

	private final Thread caller = Thread.currentThread();

	@Test
	@DisplayName("(P22) a transaction whose answer is lost after the commit is a success, and announced once")
	void findsItsOwnWork() {
		insert(Duration.ofSeconds(30), (request) -> (request == 1) ? Fault.ANSWER_LOST : Fault.NONE);
		assertThat(this.table.items()).hasSize(2);
		assertThat(this.table.changes()).hasSize(2);
	}

	@Test
	void findsItsOwnWorkAlsoWhenTheSdkHasGivenUp() {
		insert(Duration.ofSeconds(30), (request) -> (request <= 5) ? Fault.ERROR_AFTER : Fault.NONE);
		assertThat(this.table.items()).hasSize(2);
		assertThat(this.table.changes()).hasSize(2);
	}

	@Test
	void isUncertainAndSilentIfNoAnswerComes() {
		assertThatExceptionOfType(UncertainTransactionException.class)
			.isThrownBy(() -> insert(Duration.ofSeconds(2), (request) -> Fault.ANSWER_LOST))
			.withMessageContaining("The transaction of 2 entries may have been carried out")
			.satisfies((ex) -> assertThat(ex.entries()).extracting((entry) -> entry.key())
				.containsExactly(ItemKey.of("a"), ItemKey.of("b")));
		assertThat(this.table.items()).hasSize(2);
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void isSentAgainForConflictsAndLackOfCapacity() {
		insert(Duration.ofSeconds(30), (request) -> switch (request) {
			case 1, 2 -> Fault.CONFLICT;
			case 3, 4, 5, 6, 7 -> Fault.THROTTLED;
			default -> Fault.NONE;
		});
		assertThat(this.table.items()).hasSize(2);
		assertThat(this.table.changes()).hasSize(2);
	}

	@Test
	void failsAsConflictWhenTheDeadlineIsOver() {
		assertThatExceptionOfType(ItemTransactionFailedException.class)
			.isThrownBy(() -> insert(Duration.ofSeconds(1), (request) -> Fault.CONFLICT))
			.withCauseInstanceOf(WriteConflictException.class)
			.satisfies((ex) -> assertThat(ex.only(Kind.CONFLICT)).isTrue());
		assertThat(this.table.items()).isEmpty();
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void failsAsThrottledIfItIsSentOnce() {
		assertThatExceptionOfType(ThrottledException.class)
			.isThrownBy(() -> insert(Duration.ZERO, (request) -> Fault.THROTTLED))
			.withMessageContaining("transaction on table 'orders'");
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void doesNotTryAgainWhatDynamoDbRefusesAsAWhole() {
		AtomicInteger sent = new AtomicInteger();
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> insert(Duration.ofSeconds(30), (request) -> {
				sent.set(request);
				return Fault.FORBIDDEN;
			}))
			.withMessageContaining("AccessDenied");
		assertThat(sent).hasValue(1);
	}

	@Test
	void isUncertainWhenTheThreadIsInterruptedWhileItWaitsForAnAnswer() {
		assertThatExceptionOfType(UncertainTransactionException.class)
			.isThrownBy(() -> insert(Duration.ofMinutes(5), (request) -> {
				if (request == 3) {
					this.caller.interrupt();
				}
				return Fault.CONFLICT;
			}));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	@DisplayName("Transactions and single writes of 8 threads at once lose nothing and tear nothing apart")
	void loseNothingAgainstEachOther() throws Exception {
		StoredTable counters = StoredTable.counted();
		DaplugTemplate template = counters.template();
		template.insert(Map.of("id", "left", "total", 1000));
		template.insert(Map.of("id", "right", "total", 0));
		AtomicInteger moved = new AtomicInteger();
		AtomicInteger stale = new AtomicInteger();
		together(() -> {
			for (int i = 0; i < 25; i++) {
				TransactionItems both = this.transactions
					.get((tx) -> tx.get(template, ItemKey.of("left")).get(template, ItemKey.of("right")));
				Map<String, Object> left = both.get(0).orElseThrow();
				Map<String, Object> right = both.get(1).orElseThrow();
				assertThat(total(left) + total(right)).isEqualTo(1000);
				left.put("total", total(left) - 1);
				right.put("total", total(right) + 1);
				try {
					this.transactions.write((tx) -> tx.overwrite(template, left).overwrite(template, right));
					moved.incrementAndGet();
				}
				catch (ItemTransactionFailedException ex) {
					assertThat(ex.only(Kind.STALE)).isTrue();
					stale.incrementAndGet();
				}
			}
		});
		assertThat(moved.get() + stale.get()).isEqualTo(200);
		assertThat(moved.get()).isPositive();
		assertThat(counters.stored("right")).containsEntry("total", number(moved.get()));
		assertThat(counters.stored("left")).containsEntry("total", number(1000L - moved.get()));
		assertThat(counters.changes()).hasSize(2 + 2 * moved.get());
	}

	@Test
	void namesTheTablesIfOneIsNotThere() {
		DaplugTemplate missing = DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinition.named("missing").tableName("t-missing").hashKey("id").build())
			.build();
		DaplugTemplate orders = this.table.template();
		assertThatExceptionOfType(TableNotFoundException.class)
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.insert(orders, Map.of("id", "a")).insert(missing, Map.of("id", "a"))))
			.withMessageContaining("t-missing");
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void isNotSentWhenTheApplicationIsClosed() {
		ConnectionState connection = new ConnectionState();
		DaplugTemplate orders = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
			.connection(connection)
			.build();
		connection.close();
		assertThatExceptionOfType(ApplicationClosedException.class)
			.isThrownBy(() -> this.transactions.write((tx) -> tx.insert(orders, Map.of("id", "a"))));
		assertThat(this.table.items()).isEmpty();
	}

	private void insert(Duration deadline, IntFunction<Fault> faults) {
		AtomicInteger requests = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> faults.apply(requests.incrementAndGet()))) {
			DaplugTemplate orders = this.table.template(wire.client());
			this.transactions.write((tx) -> tx.insert(orders, Map.of("id", "a")).insert(orders, Map.of("id", "b")),
					(options) -> options.deadline(deadline));
		}
	}

	private static int total(Map<String, Object> item) {
		return ((Number) item.getOrDefault("total", 0)).intValue();
	}

	private static void together(Runnable work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				running.add(threads.submit(work));
			}
			for (Future<?> each : running) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
