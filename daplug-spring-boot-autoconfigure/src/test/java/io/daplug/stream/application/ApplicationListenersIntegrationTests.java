package io.daplug.stream.application;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerState;
import io.daplug.stream.OldItem;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.parking.ParkedChange;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.template.DaplugTemplate;
import jakarta.annotation.PostConstruct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners of the application's own writes, in whole contexts.
 */
@Timeout(120)
class ApplicationListenersIntegrationTests {

	private final ApplicationContextRunner runner = ListenerApplication.with("orders", "parked");

	@Test
	@DisplayName("Each change of a key begins where the one before it ended, whoever wrote and whoever handles")
	void handlesTheWritesOfManyThreadsInTheirOrder() {
		this.runner.withBean(Chains.class).withPropertyValues("daplug.listeners.queue-capacity=50").run((context) -> {
			DaplugTemplate orders = orders(context);
			List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
				.mapToObj((seed) -> CompletableFuture.runAsync(() -> write(orders, new Random(seed), 100),
						(task) -> new Thread(task).start()))
				.toList();
			writers.forEach(CompletableFuture::join);
			await().until(() -> registry(context).listeners().iterator().next().pending() == 0);
			Chains chains = context.getBean(Chains.class);
			assertThat(chains.broken).isEmpty();
			assertThat(chains.last.size() + chains.removed.size()).isGreaterThan(20);
			chains.last.forEach((key, item) -> assertThat(orders.get(key)).hasValue(item));
			chains.removed.forEach((key) -> assertThat(orders.get(key)).isEmpty());
		});
	}

	private static void write(DaplugTemplate orders, Random random, int writes) {
		for (int n = 0; n < writes; n++) {
			ItemKey key = ItemKey.of("k" + random.nextInt(25));
			if (random.nextInt(6) == 0) {
				orders.delete(key);
			}
			else {
				orders.overwrite(Map.of("id", key.hashValue(), "n", random.nextInt(1_000_000)));
			}
		}
	}

	@Test
	void callsEachListenerWithWhatItTakes() {
		this.runner.withBean(Listeners.class).withPropertyValues("test.table=orders").run((context) -> {
			DaplugTemplate orders = orders(context);
			orders.insert(new Order("a", 1));
			orders.overwrite(new Order("a", 20));
			orders.delete(ItemKey.of("a"));
			Listeners listeners = context.getBean(Listeners.class);
			await().until(() -> listeners.given.size() == 7);
			assertThat(listeners.given).containsExactlyInAnyOrder("placed a 1", "stored a 1", "stored a 20",
					"large a 20", "from 1 to 20", "from 20 to null", "removed a");
			assertThat(registry(context).listeners()).extracting(ListenerContainer::id)
				.contains("placed", "applicationListenersIntegrationTests.Listeners.stored");
			assertThat(registry(context).listener("placed").map(ListenerContainer::tables)).contains(Set.of("orders"));
		});
	}

	@Test
	void handsOverWhatIsWrittenWhileTheApplicationStarts() {
		this.runner.withBean(Listeners.class)
			.withBean(EarlyWriter.class)
			.withPropertyValues("test.table=orders")
			.run((context) -> {
				Listeners listeners = context.getBean(Listeners.class);
				await().until(() -> listeners.given.contains("placed early 1"));
			});
	}

	@Test
	void aListenerMayWriteIntoItsOwnTable() {
		this.runner.withBean(Counting.class)
			.withPropertyValues("daplug.listeners.queue-capacity=1", "daplug.listeners.concurrency=1")
			.run((context) -> {
				DaplugTemplate orders = orders(context);
				CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> IntStream.range(0, 20)
					.forEach((i) -> orders.insert(Map.of("id", "k" + i % 4 + "-" + i, "n", 0))));
				writer.join();
				await().until(() -> orders.scan((scan) -> {
				}).stream().filter((item) -> "5".equals(String.valueOf(item.get("n")))).count() == 20);
			});
	}

	@Test
	void anEventListenerThatThrowsCostsNoListenerItsChange() {
		this.runner.withBean(Throwing.class)
			.withBean(Listeners.class)
			.withPropertyValues("test.table=orders")
			.run((context) -> {
				orders(context).insert(new Order("a", 1));
				Listeners listeners = context.getBean(Listeners.class);
				await().until(() -> listeners.given.contains("placed a 1"));
			});
	}

	@Test
	void parksIntoATableAndComesBack() {
		this.runner.withBean(Failing.class)
			.withPropertyValues("daplug.listeners.parking-table=parked", "daplug.tables.parked.hash-prefix=p#",
					"daplug.tables.parked.range-key=entry", "daplug.listeners.max-attempts=2")
			.run((context) -> {
				orders(context).insert(new Order("a", 1));
				Failing failing = context.getBean(Failing.class);
				await().until(() -> failing.parked.size() == 1 && failing.kept.size() == 1);
				ParkedChangeOperations operations = context.getBean(ParkedChangeOperations.class);
				ParkedChange parked = operations.list().findFirst().orElseThrow();
				assertThat(parked.listener()).isEqualTo("failing");
				assertThat(parked.table()).isEqualTo("orders");
				assertThat(parked.failure().type()).isEqualTo("java.lang.IllegalStateException");
				assertThat(parked.failure().attempts()).isEqualTo(2);
				assertThat(operations.redrive(parked.id()).failed()).containsKey(parked.id());
				failing.mended = true;
				assertThat(operations.redrive(parked.id()).redriven()).containsExactly(parked.id());
				assertThat(failing.handled).containsExactly(new Order("a", 1));
				assertThat(operations.list()).isEmpty();
			});
	}

	@Test
	void handlesOnTheThreadOfTheWriterWhereThatIsAsked() {
		this.runner.withBean(Chains.class).withPropertyValues("daplug.listeners.dispatch=caller").run((context) -> {
			orders(context).insert(Map.of("id", "a", "n", 1));
			assertThat(context.getBean(Chains.class).last).containsKey(ItemKey.of("a"));
		});
	}

	@Test
	void canBePausedAndResumed() {
		this.runner.withBean(Listeners.class).withPropertyValues("test.table=orders").run((context) -> {
			ListenerContainer placed = registry(context).listener("placed").orElseThrow();
			placed.pause();
			orders(context).insert(new Order("a", 1));
			assertThat(placed.pending()).isOne();
			assertThat(placed.state()).isEqualTo(ListenerState.PAUSED);
			Listeners listeners = context.getBean(Listeners.class);
			await().until(() -> listeners.given.contains("stored a 1"));
			assertThat(listeners.given).doesNotContain("placed a 1");
			placed.resume();
			await().until(() -> listeners.given.contains("placed a 1"));
		});
	}

	@Test
	void drainsWhenTheContextIsClosed() {
		Listeners[] listeners = new Listeners[1];
		this.runner.withBean(Listeners.class).withPropertyValues("test.table=orders").run((context) -> {
			listeners[0] = context.getBean(Listeners.class);
			for (int i = 0; i < 50; i++) {
				orders(context).insert(new Order("k" + i, 1));
			}
		});
		assertThat(Objects.requireNonNull(listeners[0]).given.stream().filter((text) -> text.startsWith("placed")))
			.hasSize(50);
	}

	@Test
	void writersWaitForSlowListenersAndAreFreeAgain() {
		this.runner.withBean(Slow.class)
			.withPropertyValues("daplug.listeners.queue-capacity=5", "daplug.listeners.concurrency=1")
			.run((context) -> {
				DaplugTemplate orders = orders(context);
				Slow slow = context.getBean(Slow.class);
				CompletableFuture<Void> writer = CompletableFuture
					.runAsync(() -> IntStream.range(0, 30).forEach((i) -> orders.insert(new Order("k" + i, 1))));
				ListenerContainer container = registry(context).listeners().iterator().next();
				await().until(() -> container.pending() == 5);
				assertThat(writer).isNotCompleted();
				slow.go.countDown();
				writer.join();
				await().until(() -> slow.handled.size() == 30);
			});
	}

	private static DaplugTemplate orders(ApplicationContext context) {
		return context.getBean("orders", DaplugTemplate.class);
	}

	private static StreamListenerRegistry registry(ApplicationContext context) {
		return context.getBean(StreamListenerRegistry.class);
	}

	record Order(String id, int n) {

	}

	static class Chains {

		private final Map<ItemKey, Map<String, @Nullable Object>> last = new ConcurrentHashMap<>();

		private final Set<ItemKey> removed = ConcurrentHashMap.newKeySet();

		private final List<ItemChange<?>> broken = new CopyOnWriteArrayList<>();

		@DaplugStreamListener("orders")
		void on(ItemChange<?> change) {
			Map<String, @Nullable Object> before = this.last.get(change.key());
			Map<String, @Nullable Object> known = change.oldImage().known().map(Item::toMap).orElse(null);
			if (!Objects.equals(before, known)) {
				this.broken.add(change);
			}
			if (change.newImage().isKnown()) {
				this.last.put(change.key(), change.newItem().toMap());
				this.removed.remove(change.key());
			}
			else {
				this.last.remove(change.key());
				this.removed.add(change.key());
			}
		}

	}

	static class Listeners {

		private final List<String> given = new CopyOnWriteArrayList<>();

		@DaplugStreamListener(tables = "${test.table}", id = "placed")
		void placed(ItemInserted<Order> inserted) {
			this.given.add("placed %s %d".formatted(inserted.newItem().value().id(), inserted.newItem().value().n()));
		}

		@DaplugStreamListener("orders")
		void stored(Order order) {
			this.given.add("stored %s %d".formatted(order.id(), order.n()));
		}

		@DaplugStreamListener(tables = "orders", filter = "#newItem?.n > ${test.limit:10}")
		void large(Order order) {
			this.given.add("large %s %d".formatted(order.id(), order.n()));
		}

		@DaplugStreamListener(tables = "orders", operations = { ChangeKind.MODIFY, ChangeKind.REMOVE },
				concurrency = "${test.threads:2}", maxAttempts = "1", afterPark = "hold")
		void changed(@Nullable Order now, @OldItem Order before) {
			this.given.add("from %d to %s".formatted(before.n(), (now != null) ? now.n() : null));
		}

		@DaplugStreamListener("orders")
		void removed(ItemRemoved<?> removed) {
			this.given.add("removed " + removed.oldItem().toMap().get("id"));
		}

	}

	static class EarlyWriter {

		private final DaplugTemplate orders;

		EarlyWriter(@Qualifier("orders") DaplugTemplate orders) {
			this.orders = orders;
		}

		@PostConstruct
		void write() {
			this.orders.insert(new Order("early", 1));
		}

	}

	static class Counting {

		private final DaplugTemplate orders;

		Counting(@Qualifier("orders") DaplugTemplate orders) {
			this.orders = orders;
		}

		@DaplugStreamListener("orders")
		void count(Order order) {
			if (order.n() < 5) {
				this.orders.overwrite(new Order(order.id(), order.n() + 1));
			}
		}

	}

	static class Throwing {

		@EventListener
		void on(ItemChange<?> change) {
			throw new IllegalStateException("an event listener of its own");
		}

	}

	static class Failing implements ChangeParking {

		private final List<ChangeParked> parked = new CopyOnWriteArrayList<>();

		private final List<ChangeParked> kept = new CopyOnWriteArrayList<>();

		private final List<Order> handled = new CopyOnWriteArrayList<>();

		private volatile boolean mended;

		@DaplugStreamListener(tables = "orders", id = "failing")
		void fail(Order order) {
			if (!this.mended) {
				throw new IllegalStateException("cannot");
			}
			this.handled.add(order);
		}

		@EventListener
		void on(ChangeParked change) {
			this.parked.add(change);
		}

		@Override
		public void park(ChangeParked change) {
			this.kept.add(change);
		}

	}

	static class Slow {

		private final CountDownLatch go = new CountDownLatch(1);

		private final List<Order> handled = new CopyOnWriteArrayList<>();

		@DaplugStreamListener("orders")
		void on(Order order) throws InterruptedException {
			this.go.await();
			this.handled.add(order);
		}

	}

}
