package io.daplug.mirror.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.fixture.MutableClock;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.mirror.store.KeptAttributes;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.StoredOperation;
import io.daplug.mirror.store.TableOperationStore;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a backfill is paused, resumed, cancelled, and shared by instances.
 */
class BackfillLifeTests {

	private static final int ITEMS = 20;

	private static final BackfillOptions ONE_BY_ONE = BackfillOptions.of((options) -> options.segments(1).pageSize(1));

	private final TwoTables tables = TwoTables.plain();

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T10:00:00Z"));

	private final Gate gate = new Gate();

	private final DynamoDbClient client = LocalDynamoDb.client(this.gate);

	/** Lets some scans pass, and holds the next one. */
	private static final class Gate implements ExecutionInterceptor {

		private final AtomicInteger scans = new AtomicInteger();

		private final CountDownLatch open = new CountDownLatch(1);

		private volatile int passing = ITEMS / 2;

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof ScanRequest && this.scans.incrementAndGet() > this.passing) {
				try {
					this.open.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

		void awaitHeld() {
			LongPatience.await().atMost(Duration.ofSeconds(30)).until(() -> this.scans.get() > this.passing);
		}

	}

	/**
	 * Counts what is saved through it.
	 *
	 * @param store where it is saved
	 * @param saves how often something was
	 */
	private record CountingStore(OperationStore store, AtomicInteger saves) implements OperationStore {

		@Override
		public Optional<StoredOperation> find(String id) {
			return this.store.find(id);
		}

		@Override
		public @Nullable StoredOperation save(StoredOperation operation) {
			StoredOperation saved = this.store.save(operation);
			if (saved != null) {
				this.saves.incrementAndGet();
			}
			return saved;
		}

		@Override
		public boolean isShared() {
			return this.store.isShared();
		}

	}

	@BeforeEach
	void fill() {
		for (int id = 0; id < ITEMS; id++) {
			this.tables.unmirrored().insert(TwoTables.order(id, "NEW"));
		}
	}

	@AfterEach
	void close() {
		this.gate.open.countDown();
		this.client.close();
		this.tables.close();
	}

	private Backfills instance(OperationStore store) {
		return this.tables.backfills(store, this.clock, this.client);
	}

	private static OperationStore table() {
		return new TableOperationStore(LocalDynamoDb.client(),
				TableDefinition.named("operations")
					.tableName(LocalDynamoDb.createTable("id", null))
					.hashKey("id")
					.build());
	}

	private static BackfillState state(Backfills backfills) {
		return backfills.progress(TwoTables.MIRROR).orElseThrow().state();
	}

	@Test
	void goesOnWhereItWasPaused() {
		Backfills backfills = instance(table());
		assertThat(backfills.begin(TwoTables.MIRROR, ONE_BY_ONE).state()).isEqualTo(BackfillState.RUNNING);
		this.gate.awaitHeld();
		backfills.stop(TwoTables.MIRROR, BackfillState.PAUSED);
		this.gate.open.countDown();
		TwoTables.awaitEnd(backfills);
		BackfillProgress paused = backfills.progress(TwoTables.MIRROR).orElseThrow();
		assertThat(paused.state()).isEqualTo(BackfillState.PAUSED);
		assertThat(paused.counts().read()).isEqualTo(ITEMS / 2 + 1);
		backfills.resume(TwoTables.MIRROR);
		TwoTables.awaitEnd(backfills);
		BackfillProgress end = backfills.progress(TwoTables.MIRROR).orElseThrow();
		assertThat(end.state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(end.counts().read()).as("no page twice").isEqualTo(ITEMS);
		assertThat(this.tables.copies()).containsExactlyInAnyOrderElementsOf(this.tables.expected());
	}

	@Test
	void runsOnOneInstanceAtATime() {
		OperationStore store = table();
		AtomicInteger saves = new AtomicInteger();
		Backfills one = instance(new CountingStore(store, saves));
		Backfills other = instance(store);
		one.begin(TwoTables.MIRROR, ONE_BY_ONE);
		this.gate.awaitHeld();
		assertThat(state(other)).isEqualTo(BackfillState.RUNNING);
		assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> other.begin(TwoTables.MIRROR, ONE_BY_ONE))
			.withMessageContaining("is running already");
		assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> other.resume(TwoTables.MIRROR))
			.withMessageContaining("cannot be resumed: it is RUNNING");
		other.stop(TwoTables.MIRROR, BackfillState.CANCELLED);
		// One save may be under way, and the next one is told what is wanted.
		int heeded = saves.get() + 3;
		LongPatience.await().atMost(Duration.ofSeconds(30)).until(() -> saves.get() >= heeded);
		this.gate.open.countDown();
		TwoTables.awaitEnd(one);
		assertThat(state(one)).isEqualTo(BackfillState.CANCELLED);
		assertThat(this.tables.copies()).hasSizeLessThan(ITEMS);
		this.gate.passing = Integer.MAX_VALUE;
		other.begin(TwoTables.MIRROR, ONE_BY_ONE);
		TwoTables.awaitEnd(other);
		assertThat(this.tables.copies()).hasSize(ITEMS);
	}

	@Test
	void isResumedByAnotherInstanceWhenTheFirstOneSaysNothing() {
		OperationStore store = table();
		Backfills dead = instance(new SilentStore(store));
		dead.begin(TwoTables.MIRROR, ONE_BY_ONE);
		this.gate.awaitHeld();
		Backfills other = this.tables.backfills(store, this.clock);
		assertThat(state(other)).isEqualTo(BackfillState.RUNNING);
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(state(other)).isEqualTo(BackfillState.INTERRUPTED);
		other.resume(TwoTables.MIRROR);
		TwoTables.awaitEnd(other);
		assertThat(state(other)).isEqualTo(BackfillState.COMPLETED);
		assertThat(this.tables.copies()).containsExactlyInAnyOrderElementsOf(this.tables.expected());
	}

	@Test
	void endsWhenAnotherInstanceHasTakenItOver() {
		OperationStore store = table();
		SilentStore cut = new SilentStore(store);
		Backfills slow = instance(cut);
		slow.begin(TwoTables.MIRROR, ONE_BY_ONE);
		this.gate.awaitHeld();
		this.clock.advance(Duration.ofSeconds(31));
		Backfills other = this.tables.backfills(store, this.clock);
		other.resume(TwoTables.MIRROR);
		TwoTables.awaitEnd(other);
		cut.speak();
		// When it saves again, it has heeded that the save before was refused.
		LongPatience.await().atMost(Duration.ofSeconds(30)).until(() -> cut.refused() >= 2);
		this.gate.open.countDown();
		TwoTables.awaitEnd(slow);
		assertThat(state(slow)).isEqualTo(BackfillState.COMPLETED);
		assertThat(this.gate.scans).as("scans of the slow instance").hasValue(ITEMS / 2 + 1);
	}

	@Test
	void isInterruptedByTheEndOfItsInstance() {
		OperationStore store = table();
		Backfills first = instance(store);
		first.begin(TwoTables.MIRROR, ONE_BY_ONE);
		this.gate.awaitHeld();
		first.close(Duration.ZERO);
		this.gate.open.countDown();
		first.close(Duration.ofSeconds(30));
		Backfills restarted = instance(store);
		assertThat(state(restarted)).isEqualTo(BackfillState.INTERRUPTED);
		assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> restarted.begin(TwoTables.MIRROR, ONE_BY_ONE))
			.withMessageContaining("it is INTERRUPTED; resume or cancel it");
		restarted.resume(TwoTables.MIRROR);
		TwoTables.awaitEnd(restarted);
		assertThat(restarted.progress(TwoTables.MIRROR).orElseThrow().counts().read()).isEqualTo(ITEMS);
	}

	@Test
	void isForgottenWithoutATable() {
		Backfills backfills = instance(new InMemoryOperationStore());
		assertThat(backfills.progress(TwoTables.MIRROR)).isEmpty();
		assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> backfills.resume(TwoTables.MIRROR))
			.withMessageContaining("No backfill of mirror 'archive' is known")
			.withMessageContaining("daplug.mirror-operations.table");
	}

	@Test
	void knowsItsMirrors() {
		Backfills backfills = instance(new InMemoryOperationStore());
		assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> backfills.begin("archiv", ONE_BY_ONE))
			.withMessageContaining("There is no mirror 'archiv'; did you mean 'archive'?");
		assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> backfills.stop("archiv", BackfillState.PAUSED));
	}

	@Test
	void keepsItsOptions() {
		BackfillOptions options = BackfillOptions
			.of((changed) -> changed.segments(5).pageSize(11).itemsPerSecond(17).consistentRead(false));
		BackfillJournal journal = BackfillJournal.of(new KeptAttributes(new BackfillJournal(options).attributes()));
		assertThat(journal.options()).hasToString(options.toString());
	}

}
