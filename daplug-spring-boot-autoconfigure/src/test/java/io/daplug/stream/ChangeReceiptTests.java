package io.daplug.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemRemoved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the receipts of changes: one each, and never too early.
 */
@Timeout(60)
class ChangeReceiptTests {

	private static final Consumer<ListenerOptions.Builder> AS_IT_IS = (options) -> {
	};

	private TestRegistry test = new TestRegistry();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	private final Map<ItemChange<?>, List<ChangeReceipt>> receipts = new ConcurrentHashMap<>();

	@AfterEach
	void stop() {
		this.test.registry().stop();
	}

	private ChangeReceiptHandler source = this::receive;

	@Test
	void aChangeThatConcernsNoListenerIsHandledAtOnce() {
		this.test.registry().start();
		ItemChange<?> nobodys = Changes.inserted("a");
		accept(nobodys);
		this.test.registry()
			.register(ListenerDefinition.named("removals")
				.tables(List.of("orders"))
				.operations(Set.of(ChangeKind.REMOVE))
				.handler(this.handled::add)
				.build());
		ItemChange<?> unheard = Changes.inserted("a");
		accept(unheard);
		assertReceipt(nobodys, ChangeReceipt.HANDLED);
		assertReceipt(unheard, ChangeReceipt.HANDLED);
	}

	@Test
	void comesAfterTheLastOfSeveralListeners() {
		CountDownLatch slow = new CountDownLatch(1);
		this.test.register("slow", (change) -> slow.await(), AS_IT_IS);
		this.test.start(this.handled::add, AS_IT_IS);
		ItemChange<?> change = Changes.inserted("a");
		accept(change);
		await().until(() -> this.handled.size() == 1);
		assertThat(this.receipts).isEmpty();
		slow.countDown();
		await().until(() -> this.receipts.size() == 1);
		assertReceipt(change, ChangeReceipt.HANDLED);
	}

	@Test
	void comesAfterTheLastAttempt() {
		Set<ItemChange<?>> tried = ConcurrentHashMap.newKeySet();
		this.test.start((change) -> {
			if (tried.add(change)) {
				assertThat(this.receipts).isEmpty();
				throw new IllegalStateException("the first time");
			}
		}, AS_IT_IS);
		ItemChange<?> change = Changes.inserted("a");
		accept(change);
		await().until(() -> this.receipts.size() == 1);
		assertReceipt(change, ChangeReceipt.HANDLED);
	}

	@Test
	void saysParkedIfOneListenerParkedTheChange() {
		this.test.register("broken", (change) -> {
			throw new IllegalStateException("broken");
		}, AS_IT_IS);
		this.test.start(this.handled::add, AS_IT_IS);
		ItemChange<?> change = Changes.inserted("a");
		accept(change);
		await().until(() -> this.receipts.size() == 1);
		assertReceipt(change, ChangeReceipt.PARKED);
		assertThat(this.test.parked()).hasSize(1);
	}

	@Test
	void saysWhatBecameOfEachChangeOfABatch() {
		ItemChange<?> good = Changes.inserted("a");
		ItemChange<?> poison = Changes.modified("a", 1, 2);
		ItemChange<?> later = Changes.modified("a", 2, 3);
		ListenerContainer container = this.test.start((change) -> {
			if (change == poison) {
				throw new IllegalStateException("broken");
			}
		}, (options) -> options.batchSize(10));
		container.pause();
		accept(good, poison, later);
		container.resume();
		await().until(() -> this.receipts.size() == 3);
		assertReceipt(good, ChangeReceipt.HANDLED);
		assertReceipt(poison, ChangeReceipt.PARKED);
		assertReceipt(later, ChangeReceipt.HANDLED);
	}

	@Test
	void saysParkedIfTheKeyIsHeld() {
		this.test.start((change) -> {
			throw new IllegalStateException("broken");
		}, (options) -> options.afterPark(AfterPark.HOLD));
		ItemChange<?> poison = Changes.inserted("a");
		ItemChange<?> held = Changes.modified("a", 1, 2);
		accept(poison, held);
		await().until(() -> this.receipts.size() == 2);
		assertReceipt(poison, ChangeReceipt.PARKED);
		assertReceipt(held, ChangeReceipt.PARKED);
	}

	@Test
	void isGivenOnTheCallersThreadToo() {
		this.test.start((change) -> {
			if (change instanceof ItemRemoved<?>) {
				throw new IllegalStateException("broken");
			}
		}, (options) -> options.dispatch(Dispatch.CALLER));
		ItemChange<?> good = Changes.inserted("a");
		ItemChange<?> poison = Changes.removed("a");
		accept(good, poison);
		assertReceipt(good, ChangeReceipt.HANDLED);
		assertReceipt(poison, ChangeReceipt.PARKED);
	}

	@Test
	void comesAfterTheStartForWhatCameBefore() {
		this.test.register("one", this.handled::add, AS_IT_IS);
		ItemChange<?> early = Changes.inserted("a");
		accept(early);
		assertThat(this.receipts).isEmpty();
		this.test.registry().start();
		await().until(() -> this.receipts.size() == 1);
		assertReceipt(early, ChangeReceipt.HANDLED);
	}

	@Test
	void comesExactlyOnceForEachOfManyChanges() {
		Set<ItemChange<?>> tried = ConcurrentHashMap.newKeySet();
		for (String id : List.of("first", "second", "third")) {
			this.test.register(id, (change) -> {
				if (tried.add(change)) {
					throw new IllegalStateException("whoever is the first");
				}
			}, (options) -> options.batchSize(7));
		}
		this.test.registry().start();
		List<ItemChange<?>> changes = IntStream.range(0, 2000)
			.<ItemChange<?>>mapToObj((i) -> Changes.inserted("k" + i % 50))
			.toList();
		this.test.registry().accept(changes, this::receive);
		await().until(() -> this.receipts.size() == 2000);
		this.test.registry().stop();
		assertThat(this.receipts.values()).allSatisfy((given) -> assertThat(given).hasSize(1));
	}

	@Test
	void saysParkedForWhatAStopParks() {
		List<ChangeParked> kept = new CopyOnWriteArrayList<>();
		this.test = new TestRegistry(kept::add);
		ItemChange<?> change = stopWhileHandling();
		assertThat(kept).extracting(ChangeParked::change).isEqualTo(List.of(change));
		assertReceipt(change, ChangeReceipt.PARKED);
	}

	@Test
	void neverComesForWhatAStopCannotPark() {
		this.test = new TestRegistry((parked) -> {
			throw new IllegalStateException("the table is gone");
		});
		stopWhileHandling();
		assertThat(this.test.parked()).hasSize(1);
		assertThat(this.receipts).isEmpty();
	}

	@Test
	void neverComesForWhatIsLeftAtAStopWhereNothingIsKept() {
		ItemChange<?> change = stopWhileHandling();
		ItemChange<?> late = Changes.inserted("b");
		accept(late);
		assertThat(this.test.parkedChanges()).isEqualTo(List.of(change, late));
		assertThat(this.receipts).isEmpty();
	}

	@Test
	void parksNothingAtAStopThatItsSourceHandsOverAgain() {
		List<ChangeParked> kept = new CopyOnWriteArrayList<>();
		this.test = new TestRegistry(kept::add);
		this.source = new HandsOverAgain();
		stopWhileHandling();
		accept(Changes.inserted("b"));
		assertThat(kept).isEmpty();
		assertThat(this.test.parked()).isEmpty();
		assertThat(this.receipts).isEmpty();
	}

	private final class HandsOverAgain implements ChangeReceiptHandler {

		@Override
		public void handle(ItemChange<?> change, ChangeReceipt receipt) {
			receive(change, receipt);
		}

		@Override
		public boolean handsOverAgain() {
			return true;
		}

	}

	private ItemChange<?> stopWhileHandling() {
		CountDownLatch begun = new CountDownLatch(1);
		this.test.start((change) -> {
			begun.countDown();
			new CountDownLatch(1).await();
		}, (options) -> options.shutdownTimeout(Duration.ZERO));
		ItemChange<?> change = Changes.inserted("a");
		accept(change);
		await().until(() -> begun.getCount() == 0);
		this.test.registry().stop();
		return change;
	}

	@Test
	void neverComesForWhatCouldNotBeParked() {
		this.test = new TestRegistry((parked) -> {
			throw new IllegalStateException("the table is gone");
		});
		ItemChange<?> poison = Changes.inserted("a");
		this.test.start((change) -> {
			if (change == poison) {
				throw new IllegalStateException("broken");
			}
		}, (options) -> options.concurrency(1));
		ItemChange<?> later = Changes.inserted("a");
		accept(poison, later);
		await().until(() -> this.receipts.size() == 1);
		assertReceipt(later, ChangeReceipt.HANDLED);
	}

	@Test
	void costsNoListenerItsThreadIfItIsNotTaken() {
		this.test.start(this.handled::add, (options) -> options.concurrency(1));
		this.test.registry().accept(List.of(Changes.inserted("a"), Changes.inserted("b")), (change, receipt) -> {
			throw new IllegalStateException("of the source");
		});
		await().until(() -> this.handled.size() == 2);
		assertThat(this.test.parked()).isEmpty();
	}

	private void accept(ItemChange<?>... changes) {
		this.test.registry().accept(List.of(changes), this.source);
	}

	private void receive(ItemChange<?> change, ChangeReceipt receipt) {
		this.receipts.merge(change, List.of(receipt),
				(before, another) -> Stream.concat(before.stream(), another.stream()).toList());
	}

	private void assertReceipt(ItemChange<?> change, ChangeReceipt receipt) {
		assertThat(this.receipts.get(change)).containsExactly(receipt);
	}

}
