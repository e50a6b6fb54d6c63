package io.daplug.mirror.move;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.mirror.CutOverOptions;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.MoveProgress;
import io.daplug.table.TableRegistry;
import io.daplug.table.gate.TableMovingException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a move when something fails in the middle of it: it stays where it was,
 * or is taken back.
 */
class MoveFaultsIntegrationTests {

	private static final String MOVE = MovingOrders.MOVE;

	private final MovingOrders orders = new MovingOrders();

	private static MoveStore store(ApplicationContext context) {
		return new MoveStore(LocalDynamoDb.client(), context.getBean(TableRegistry.class).require("operations"));
	}

	/** An instance that is not there, and of which the others hear until it is closed. */
	private static final class Ghost implements AutoCloseable {

		private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

		private final AtomicLong beats = new AtomicLong();

		private final MoveStore store;

		private final String name;

		private final boolean drained;

		Ghost(MoveStore store, String name, boolean drained) {
			this.store = store;
			this.name = name;
			this.drained = drained;
			this.heart.scheduleAtFixedRate(this::beat, 0, 50, TimeUnit.MILLISECONDS);
		}

		MoveRecord beat() {
			return this.store.beat(MOVE, this.name,
					new MoveRecord.Member(this.beats.incrementAndGet(), 0, this.drained));
		}

		@Override
		public void close() {
			this.heart.shutdownNow();
			LongPatience.await().until(this.heart::isTerminated);
		}

	}

	private static void assertIsOpen(ApplicationContext context) {
		MirrorOperations mirrors = MovingOrders.mirrors(context);
		LongPatience.await().until(() -> mirrors.move(MOVE).phase() == MovePhase.OPEN);
		assertThat(mirrors.active(MOVE)).isEqualTo("orders");
		DaplugTemplate table = MovingOrders.template(context, "orders");
		table.overwrite(MovingOrders.order("open", 1));
		LongPatience.await()
			.until(() -> MovingOrders.template(context, MOVE)
				.exists(ItemKey.of(MovingOrders.customer("open"), "open")));
	}

	@Test
	void isTakenBackWhenItsCoordinatorIsGone() {
		this.orders.hastyInstance(LocalDynamoDb.client()).run((context) -> {
			MoveStore store = store(context);
			DaplugTemplate table = MovingOrders.template(context, "orders");
			try (Ghost ghost = new Ghost(store, "ghost", true)) {
				assertThat(store.turn(MOVE, ghost.beat(), MovePhase.CLOSING, "ghost")).isTrue();
				LongPatience.await().until(() -> MovingOrders.mirrors(context).move(MOVE).phase() == MovePhase.CLOSING);
				assertThatExceptionOfType(TableMovingException.class)
					.isThrownBy(() -> table.insert(MovingOrders.order("o1", 1)))
					.withMessageContaining("tables 'orders' and 'orders-v2' change places; try again");
			}
			assertIsOpen(context);
		});
	}

	@Test
	void isTakenBackWhenAMoveBackIsLeftInTheMiddle() {
		this.orders.instance().run((context) -> {
			MovingOrders.mirrors(context).cutOver(MOVE);
			MoveStore store = store(context);
			MoveRecord record = store.beat(MOVE, "ghost", new MoveRecord.Member(1, 0, true));
			assertThat(store.turn(MOVE, record, MovePhase.RETURNING, "ghost")).isTrue();
			LongPatience.await().until(() -> MovingOrders.mirrors(context).move(MOVE).phase() == MovePhase.TURNED);
			MovingOrders.template(context, MOVE).insert(MovingOrders.order("o1", 1));
		});
	}

	@Test
	void doesNotWaitForTheDead() {
		this.orders.instance().run((context) -> {
			store(context).beat(MOVE, "dead", new MoveRecord.Member(1, 0, false));
			assertThat(MovingOrders.mirrors(context).cutOver(MOVE).phase()).isEqualTo(MovePhase.TURNED);
		});
	}

	@Test
	void waitsForAWriteThatIsUnderWayAndGivesUpInTheEnd() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch going = new CountDownLatch(1);
		ExecutionInterceptor slow = new ExecutionInterceptor() {
			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (context.request() instanceof PutItemRequest put && put.item().containsKey("count")) {
					begun.countDown();
					awaitUninterrupted(going);
				}
			}
		};
		try (DynamoDbClient client = LocalDynamoDb.client(slow)) {
			this.orders.instance(client).run((slowly) -> this.orders.instance().run((context) -> {
				DaplugTemplate table = MovingOrders.template(slowly, "orders");
				CompletableFuture<?> write = CompletableFuture
					.runAsync(() -> table.insert(MovingOrders.order("o1", 1)));
				begun.await();
				assertThatExceptionOfType(InvalidMirrorOperationException.class)
					.isThrownBy(() -> MovingOrders.mirrors(context)
						.cutOver(MOVE, (cutOver) -> cutOver.limit(Duration.ofMillis(500))))
					.withMessageContaining("writes were still under way after PT0.5S, and all stays as it was");
				assertIsOpen(context);
				CompletableFuture<?> move = CompletableFuture
					.runAsync(() -> MovingOrders.mirrors(context).cutOver(MOVE));
				LongPatience.await().until(() -> MovingOrders.mirrors(context).move(MOVE).phase() == MovePhase.CLOSING);
				going.countDown();
				write.get(30, TimeUnit.SECONDS);
				move.get(30, TimeUnit.SECONDS);
				assertThat(MovingOrders.template(context, MOVE).exists(ItemKey.of(MovingOrders.customer("o1"), "o1")))
					.isTrue();
			}));
		}
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void isGivenUpWhereAnItemHasNoPlaceInTheNewTable() {
		this.orders.instance().run((context) -> {
			MovingOrders.template(context, "orders")
				.insert(Map.of("order_id", "lost"), (options) -> options.publish(false));
			assertThatExceptionOfType(InvalidMirrorOperationException.class)
				.isThrownBy(() -> MovingOrders.mirrors(context).cutOver(MOVE))
				.withMessageContaining("table 'orders-v2' cannot be brought into step")
				.withMessageContaining("failed=1")
				.withMessageNotContaining("lost");
			assertIsOpen(context);
		});
	}

	@Test
	void letsNobodyWriteWhoCannotTellWhetherTheTableHasMoved() {
		AtomicBoolean cut = new AtomicBoolean();
		ExecutionInterceptor wire = new ExecutionInterceptor() {
			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (cut.get() && context.request() instanceof UpdateItemRequest) {
					throw SdkClientException.create("cut off");
				}
			}
		};
		try (DynamoDbClient client = LocalDynamoDb.client(wire)) {
			this.orders.hastyInstance(client).run((context) -> {
				DaplugTemplate table = MovingOrders.template(context, "orders");
				table.insert(MovingOrders.order("o1", 1));
				cut.set(true);
				LongPatience.await()
					.ignoreExceptionsMatching((ex) -> false)
					.untilAsserted(() -> assertThatExceptionOfType(TableMovingException.class)
						.isThrownBy(() -> table.overwrite(MovingOrders.order("o1", 2)))
						.withMessageContaining("nobody can tell whether it has moved"));
				cut.set(false);
				assertIsOpen(context);
			});
		}
	}

	@Test
	void isAskedForAgainAfterAnError() {
		AtomicBoolean broken = new AtomicBoolean();
		AtomicInteger afterwards = new AtomicInteger(-1);
		ExecutionInterceptor wire = new ExecutionInterceptor() {
			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (context.request() instanceof UpdateItemRequest) {
					if (broken.compareAndSet(true, false)) {
						afterwards.set(0);
						throw new NoClassDefFoundError("a class of the SDK");
					}
					afterwards.updateAndGet((count) -> (count >= 0) ? count + 1 : count);
				}
			}
		};
		try (DynamoDbClient client = LocalDynamoDb.client(wire)) {
			this.orders.instance(client).run((context) -> {
				broken.set(true);
				LongPatience.await().until(() -> afterwards.get() > 1);
			});
		}
	}

	@Test
	void isTakenBackWhenTheApplicationThatMakesItCloses() {
		this.orders.instance().run((other) -> {
			MoveStore store = store(other);
			AtomicReference<CompletableFuture<?>> move = new AtomicReference<>();
			try (Ghost busy = new Ghost(store, "busy", false)) {
				busy.beat();
				this.orders.instance().run((context) -> {
					MirrorOperations mirrors = MovingOrders.mirrors(context);
					move.set(CompletableFuture.runAsync(() -> mirrors.cutOver(MOVE)));
					LongPatience.await().until(() -> mirrors.move(MOVE).phase() == MovePhase.CLOSING);
				});
				assertThat(move.get()).failsWithin(Duration.ofSeconds(30))
					.withThrowableThat()
					.withMessageContaining("the application closes");
			}
			assertThat(MovingOrders.mirrors(other).move(MOVE)).as("the one that closed is no member")
				.isEqualTo(new MoveProgress(MOVE, MovePhase.OPEN, "orders", 2));
			assertIsOpen(other);
		});
	}

	@Test
	void isNotTakenBackBecauseTheSameInstanceIsAskedForItTwice() {
		this.orders.instance().run((context) -> {
			MoveTables tables = new MoveTables(mirror("orders-v2", "orders", "orders-v2"),
					mirror("orders-back", "orders-v2", "orders"));
			MoveSettings settings = new MoveSettings(Duration.ofMillis(50), Duration.ofSeconds(1),
					Duration.ofMillis(500));
			MoveMember member = new MoveMember(new Move(tables, settings), MOVE, store(context), settings);
			assertThat(member.beginChange()).isTrue();
			CutOver second = new CutOver(member, CutOverOptions.DEFAULTS, (mirror, stopped) -> {
				throw new AssertionError("must not be reached");
			});
			assertThatExceptionOfType(InvalidMirrorOperationException.class)
				.isThrownBy(() -> second.to(MovePhase.TURNED))
				.withMessageContaining("this instance has them change places already");
			assertThat(member.beginChange()).as("the first one has ended").isFalse();
			member.end();
		});
	}

	private static MirrorDefinition mirror(String name, String source, String destination) {
		return MirrorDefinition.named(name).source(source).destination(destination).build();
	}

	@Test
	void isRefusedWhereItCannotBegin() {
		this.orders.instance().run((context) -> {
			MirrorOperations mirrors = MovingOrders.mirrors(context);
			assertThatExceptionOfType(InvalidMirrorOperationException.class).isThrownBy(() -> mirrors.cutBack(MOVE))
				.withMessageContaining("the move is OPEN");
			assertThatExceptionOfType(InvalidMirrorOperationException.class)
				.isThrownBy(() -> mirrors.cutOver("orders-back"))
				.withMessageContaining("moves no table");
			mirrors.backfill(MOVE);
			LongPatience.await().until(() -> mirrors.progress(MOVE).orElseThrow().state().name().equals("COMPLETED"));
			mirrors.cutOver(MOVE);
			assertThatExceptionOfType(InvalidMirrorOperationException.class).isThrownBy(() -> mirrors.cutOver(MOVE))
				.withMessageContaining("the move is TURNED");
			assertThatExceptionOfType(InvalidMirrorOperationException.class).isThrownBy(() -> mirrors.backfill(MOVE))
				.withMessageContaining("copies nothing at this moment");
			assertThat(mirrors.verify(MOVE).isEqual()).isTrue();
		});
		this.orders.instance().run((restarted) -> {
			assertThat(MovingOrders.mirrors(restarted).active(MOVE)).isEqualTo(MOVE);
			MovingOrders.template(restarted, MOVE).insert(MovingOrders.order("o1", 1));
		});
	}

}
