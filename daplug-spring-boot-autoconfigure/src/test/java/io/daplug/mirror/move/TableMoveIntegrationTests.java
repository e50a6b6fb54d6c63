package io.daplug.mirror.move;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.expression.Condition;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.MoveProgress;
import io.daplug.table.gate.TableMovedException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A table is moved to one with other keys, and back, while two instances of an
 * application write it with several threads each.
 */
class TableMoveIntegrationTests {

	private static final int THREADS = 3;

	private static final int ORDERS_PER_THREAD = 12;

	private final MovingOrders orders = new MovingOrders();

	private final AtomicBoolean done = new AtomicBoolean();

	/** What every order must be like in the end: how often it was counted up. */
	private final Map<String, Integer> expected = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> writes = Map.of("orders", new AtomicInteger(), MovingOrders.MOVE,
			new AtomicInteger());

	/** Writes orders of its own, to whichever table is active. */
	private final class Writer implements Callable<Integer> {

		private final ApplicationContext context;

		private final String name;

		private final Random random;

		private int held;

		Writer(ApplicationContext context, String name) {
			this.context = context;
			this.name = name;
			this.random = new Random(name.hashCode());
		}

		@Override
		public Integer call() {
			while (!TableMoveIntegrationTests.this.done.get()) {
				String order = this.name + "-" + this.random.nextInt(ORDERS_PER_THREAD);
				Integer count = TableMoveIntegrationTests.this.expected.get(order);
				if (count == null) {
					write((table, key) -> table.insert(MovingOrders.order(order, 1)), order);
					TableMoveIntegrationTests.this.expected.put(order, 1);
				}
				else if (this.random.nextInt(6) == 0) {
					write((table, key) -> table.delete(key), order);
					TableMoveIntegrationTests.this.expected.remove(order);
				}
				else {
					write((table, key) -> table.change(key, (change) -> change.add("count", 1)), order);
					TableMoveIntegrationTests.this.expected.put(order, count + 1);
				}
			}
			return this.held;
		}

		private void write(Write write, String order) {
			while (true) {
				String active = MovingOrders.mirrors(this.context).active(MovingOrders.MOVE);
				ItemKey key = active.equals("orders") ? ItemKey.of(order)
						: ItemKey.of(MovingOrders.customer(order), order);
				try {
					write.to(MovingOrders.template(this.context, active), key);
					writes(active).incrementAndGet();
					return;
				}
				catch (TableMovedException | TableMovingException ex) {
					this.held++;
				}
			}
		}

	}

	private interface Write {

		void to(DaplugTemplate table, ItemKey key);

	}

	@Test
	void losesNoWriteAndMakesNoneTwice() {
		this.orders.instance().run((one) -> this.orders.instance().run((other) -> {
			assertThat(one).hasNotFailed();
			assertThat(other).hasNotFailed();
			move(one, other);
		}));
	}

	private void move(ApplicationContext one, ApplicationContext other) throws Exception {
		MirrorOperations mirrors = MovingOrders.mirrors(one);
		ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
		List<Future<Integer>> writers = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			writers.add(threads.submit(new Writer(one, "a" + thread)));
			writers.add(threads.submit(new Writer(other, "b" + thread)));
		}
		awaitWrites("orders", 100);
		mirrors.backfill(MovingOrders.MOVE);
		LongPatience.await()
			.until(() -> mirrors.progress(MovingOrders.MOVE).orElseThrow().counts().segmentsDone() == 4
					&& mirrors.progress(MovingOrders.MOVE).orElseThrow().state().name().equals("COMPLETED"));
		MoveProgress turned = mirrors.cutOver(MovingOrders.MOVE, (cutOver) -> cutOver.limit(Duration.ofSeconds(30)));
		assertThat(turned).isEqualTo(new MoveProgress(MovingOrders.MOVE, MovePhase.TURNED, MovingOrders.MOVE, 2));
		int left = writes("orders").get();
		awaitWrites(MovingOrders.MOVE, 100);
		assertThat(writes("orders")).as("writes after the cut over").hasValueLessThan(left + 1);
		MoveProgress back = MovingOrders.mirrors(other)
			.cutBack(MovingOrders.MOVE, (cutBack) -> cutBack.limit(Duration.ofSeconds(30)));
		assertThat(back.phase()).isEqualTo(MovePhase.OPEN);
		awaitWrites("orders", left + 100);
		mirrors.cutOver(MovingOrders.MOVE);
		awaitWrites(MovingOrders.MOVE, writes(MovingOrders.MOVE).get() + 50);
		this.done.set(true);
		for (Future<Integer> writer : writers) {
			writer.get(1, TimeUnit.MINUTES);
		}
		threads.shutdown();
		assertThat(items(one, MovingOrders.MOVE)).isEqualTo(this.expected);
		LongPatience.await().untilAsserted(() -> assertThat(items(one, "orders")).isEqualTo(this.expected));
		assertThat(mirrors.verify(MovingOrders.MOVE).digests().areEqual()).isTrue();
		assertThat(mirrors.verify("orders-back").digests().areEqual()).isTrue();
	}

	private AtomicInteger writes(String table) {
		return Objects.requireNonNull(this.writes.get(table));
	}

	private void awaitWrites(String table, int count) {
		LongPatience.await().atMost(Duration.ofSeconds(60)).until(() -> writes(table).get() >= count);
	}

	private static Map<String, Integer> items(ApplicationContext context, String table) {
		Map<String, Integer> items = new LinkedHashMap<>();
		MovingOrders.template(context, table).scan((scan) -> scan.consistentRead(true)).stream().forEach((item) -> {
			String id = String.valueOf(item.get("order_id"));
			assertThat(item.get("customer_id")).isEqualTo(MovingOrders.customer(id));
			items.put(id, new BigDecimal(String.valueOf(item.get("count"))).intValue());
		});
		return items;
	}

	@Test
	void letsNobodyWriteTheTableThatIsNotActive() {
		this.orders.instance().run((context) -> {
			DaplugTemplate old = MovingOrders.template(context, "orders");
			DaplugTemplate renewed = MovingOrders.template(context, MovingOrders.MOVE);
			old.insert(MovingOrders.order("o1", 1));
			LongPatience.await().until(() -> items(context, MovingOrders.MOVE).equals(Map.of("o1", 1)));
			TableWrites.assertAllRefused(context, renewed, ItemKey.of(MovingOrders.customer("o1"), "o1"), "orders");
			assertThat(renewed.get(ItemKey.of(MovingOrders.customer("o1"), "o1"))).as("what the mirror wrote")
				.isPresent();
			MovingOrders.mirrors(context).cutOver(MovingOrders.MOVE);
			TableWrites.assertAllRefused(context, old, ItemKey.of("o1"), MovingOrders.MOVE);
			renewed.update(ItemKey.of(MovingOrders.customer("o1"), "o1"), Map.of("count", 7));
			LongPatience.await()
				.untilAsserted(() -> assertThat(old.get(ItemKey.of("o1")).orElseThrow()).containsEntry("count",
						BigDecimal.valueOf(7)));
			assertThat(old.scan((scan) -> scan.filter(Condition.attribute("count").isGreaterThan(1))).count()).isOne();
		});
	}

	@Test
	void saysThatATableHasMovedWhereTheItemIsNotThereEither() {
		this.orders.instance().run((context) -> {
			DaplugTemplate renewed = MovingOrders.template(context, MovingOrders.MOVE);
			assertThatExceptionOfType(TableMovedException.class)
				.isThrownBy(() -> renewed.update(ItemKey.of("c1", "none"), Map.of("count", 1)))
				.withMessageContaining("'orders'");
			assertThatExceptionOfType(TableMovedException.class)
				.isThrownBy(() -> renewed.update((query) -> query.hashKey("c1"), Map.of("count", 1)))
				.withMessageContaining("'orders'");
		});
	}

	@Test
	void bringsIntoStepWhatNoMirrorHasHeardOf() {
		this.orders.instance().run((context) -> {
			DaplugTemplate old = MovingOrders.template(context, "orders");
			DaplugTemplate renewed = MovingOrders.template(context, MovingOrders.MOVE);
			old.insert(MovingOrders.order("gone", 1));
			LongPatience.await().until(() -> items(context, MovingOrders.MOVE).equals(Map.of("gone", 1)));
			old.delete(ItemKey.of("gone"), (options) -> options.publish(false));
			old.insert(MovingOrders.order("o1", 1), (options) -> options.publish(false));
			MovingOrders.mirrors(context).cutOver(MovingOrders.MOVE);
			assertThat(items(context, MovingOrders.MOVE)).as("after the cut over").isEqualTo(Map.of("o1", 1));
			renewed.delete(ItemKey.of(MovingOrders.customer("o1"), "o1"), (options) -> options.publish(false));
			renewed.insert(MovingOrders.order("o2", 2), (options) -> options.publish(false));
			MovingOrders.mirrors(context).cutBack(MovingOrders.MOVE);
			assertThat(items(context, "orders")).as("after the cut back").isEqualTo(Map.of("o2", 2));
		});
	}

}
