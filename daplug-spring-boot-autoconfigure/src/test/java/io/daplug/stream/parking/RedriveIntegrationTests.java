package io.daplug.stream.parking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.AfterPark;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.Changes;
import io.daplug.stream.Dispatch;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.parking.ParkingFixture.Instance;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for redriving by {@link TableParkedChanges}.
 */
@Timeout(60)
class RedriveIntegrationTests {

	private final ParkingFixture fixture = new ParkingFixture();

	private final Instance instance = this.fixture.instance();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.instance.registry.stop();
	}

	@Test
	void handsParkedChangesToTheirListenerAndRemovesThem() {
		ItemChange<?> change = Changes.modified("a", 1, 2);
		this.fixture.park(change);
		this.instance.listener(this.handled::add);
		String id = this.instance.ids().get(0);
		assertThat(this.instance.operations.redrive(id)).isEqualTo(new RedriveResult(List.of(id), Map.of(), Map.of()));
		assertThat(this.handled).containsExactly(change);
		assertThat(this.fixture.items()).isEmpty();
		assertThat(this.instance.operations.redrive(id).skipped()).containsExactly(Map.entry(id, Reason.NOT_FOUND));
	}

	@Test
	void redrivesTheChangesOfEachItemInTheirOrder() {
		List<ItemChange<?>> changes = new ArrayList<>();
		IntStream.range(0, 60).forEach((n) -> changes.add(Changes.modified("k" + n % 7, n, n + 1)));
		List<ItemChange<?>> shuffled = new ArrayList<>(changes);
		Collections.shuffle(shuffled);
		shuffled.forEach(this.fixture::park);
		this.instance.listener(this.handled::add);
		RedriveResult result = this.instance.operations.redriveAll("one");
		assertThat(result.isComplete()).isTrue();
		assertThat(result.redriven()).hasSize(60);
		for (int key = 0; key < 7; key++) {
			assertThat(ofKey(this.handled, "k" + key)).isEqualTo(ofKey(changes, "k" + key));
		}
		assertThat(this.fixture.items()).isEmpty();
	}

	private static List<ItemChange<?>> ofKey(List<ItemChange<?>> changes, String key) {
		return changes.stream().<ItemChange<?>>filter((change) -> key.equals(change.key().hashValue())).toList();
	}

	@Test
	void stopsAtTheFirstFailureOfAnItemAndGoesOnWithOthers() {
		List<ItemChange<?>> changes = List.of(Changes.modified("bad", 1), Changes.modified("bad", 2),
				Changes.modified("good", 1), Changes.modified("good", 2));
		changes.forEach(this.fixture::park);
		this.instance.listener(failing("bad"));
		RedriveResult result = this.instance.operations.redriveAll();
		assertThat(result.redriven()).hasSize(2);
		assertThat(result.failed().values()).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessage("still broken"));
		assertThat(result.skipped().values()).containsExactly(Reason.EARLIER_PARKED);
		assertThat(this.handled).containsExactlyElementsOf(changes.subList(2, 4));
		assertThat(this.instance.operations.list()).hasSize(2);
		String failed = result.failed().keySet().iterator().next();
		assertThat(this.instance.operations.find(failed)).hasValueSatisfying((parked) -> {
			assertThat(parked.failure().attempts()).isEqualTo(4);
			assertThat(parked.failure().type()).isEqualTo(IllegalStateException.class.getName());
		});
	}

	private ChangeHandler failing(String key) {
		return (change) -> {
			if (key.equals(change.key().hashValue())) {
				throw new IllegalStateException("still broken");
			}
			this.handled.add(change);
		};
	}

	@Test
	void redrivesOneChangeOnceNoEarlierOneIsParked() {
		this.fixture.park(Changes.modified("a", 1));
		this.fixture.park(Changes.modified("a", 2));
		this.instance.listener(this.handled::add);
		List<String> ordered = ParkedOrder.of(this.instance.operations.list().toList())
			.stream()
			.map(ParkedChange::id)
			.toList();
		assertThat(this.instance.operations.redrive(ordered.get(1)).skipped().values())
			.containsExactly(Reason.EARLIER_PARKED);
		assertThat(this.instance.operations.discard(ordered.get(0))).isTrue();
		assertThat(this.instance.operations.redrive(ordered.get(1)).redriven()).containsExactly(ordered.get(1));
	}

	@Test
	void keepsWhatNoListenerTakes() {
		this.fixture.park("renamed", Changes.modified("a", 1));
		this.fixture.park("narrowed", Changes.modified("a", 1));
		this.fixture.park("paused", Changes.modified("a", 1));
		this.instance.registry.register(ListenerDefinition.named("narrowed")
			.tables(List.of("orders"))
			.operations(List.of(ChangeKind.REMOVE))
			.handler(this.handled::add)
			.build());
		this.instance.listener("paused", this.handled::add, (options) -> {
		}).pause();
		assertThat(this.instance.operations.redriveAll().skipped().values())
			.containsExactlyInAnyOrder(Reason.UNKNOWN_LISTENER, Reason.UNWANTED, Reason.LISTENER_NOT_RUNNING);
		assertThat(this.handled).isEmpty();
		assertThat(this.instance.ids()).hasSize(3);
		assertThat(this.instance.operations.discardAll("renamed")).isOne();
		assertThat(this.instance.ids()).hasSize(2);
	}

	@Test
	void redrivesChangesWhoseImagesAreUnknown() {
		ItemChange<?> change = ParkingFixture.modified("test", 1, Instant.EPOCH);
		this.fixture.park(change);
		this.instance.listener(this.handled::add);
		assertThat(this.instance.operations.redriveAll().isComplete()).isTrue();
		assertThat(this.handled).containsExactly(change);
	}

	@Test
	void releasesAHeldItemAfterItsLastParkedChange() {
		CountDownLatch mended = new CountDownLatch(1);
		ListenerContainer listener = this.instance.listener("one", (change) -> {
			if (mended.getCount() > 0) {
				throw new IllegalStateException("broken");
			}
			this.handled.add(change);
		}, (options) -> options.afterPark(AfterPark.HOLD));
		List<ItemChange<?>> changes = List.of(Changes.modified("a", 1), Changes.modified("a", 2),
				Changes.modified("a", 3));
		this.instance.registry.accept(changes);
		await().until(() -> this.instance.ids().size() == 3);
		assertThat(listener.held()).isOne();
		assertThat(this.instance.operations.redriveAll().failed()).hasSize(1);
		assertThat(listener.held()).isOne();
		mended.countDown();
		this.instance.operations.redriveAll();
		assertThat(this.handled).isEqualTo(changes);
		assertThat(listener.held()).isZero();
		ItemChange<?> later = Changes.modified("a", 4);
		this.instance.registry.accept(List.of(later));
		await().until(() -> this.handled.contains(later));
	}

	@Test
	void releasesAHeldItemWhoseParkedChangesAreDiscarded() {
		ListenerContainer listener = this.instance.listener("one", failing("a"),
				(options) -> options.afterPark(AfterPark.HOLD));
		this.instance.registry.accept(List.of(Changes.modified("a", 1), Changes.modified("a", 2)));
		await().until(() -> this.instance.ids().size() == 2);
		assertThat(this.instance.operations.discard(this.instance.ids().get(0))).isTrue();
		assertThat(listener.held()).isOne();
		assertThat(this.instance.operations.discardAll("one")).isOne();
		await().until(() -> listener.held() == 0);
	}

	@Test
	void twoInstancesNeverHandleAChangeAtTheSameTime() throws Exception {
		Set<ItemIdentity> busy = ConcurrentHashMap.newKeySet();
		List<ItemChange<?>> overlapping = new CopyOnWriteArrayList<>();
		CompletableFuture<ItemIdentity> held = new CompletableFuture<>();
		CountDownLatch go = new CountDownLatch(1);
		ChangeHandler handler = (change) -> {
			if (!busy.add(change.identity())) {
				overlapping.add(change);
			}
			if (held.complete(change.identity())) {
				go.await();
			}
			this.handled.add(change);
			Thread.yield();
			busy.remove(change.identity());
		};
		List<ItemChange<?>> changes = new ArrayList<>();
		IntStream.range(0, 80).forEach((n) -> changes.add(Changes.modified("k" + n % 4, n)));
		changes.forEach(this.fixture::park);
		Instance other = this.fixture.instance();
		this.instance.listener(handler);
		other.listener(handler);
		CompletableFuture<RedriveResult> here = CompletableFuture
			.supplyAsync(() -> this.instance.operations.redriveAll("one"));
		List<String> refused = orderedIds(held.get());
		RedriveResult there = other.operations.redriveAll("one");
		go.countDown();
		List<RedriveResult> results = new ArrayList<>(List.of(there, here.get()));
		// What one of them had claimed when the other asked was left to it.
		results.add(this.instance.operations.redriveAll("one"));
		other.registry.stop();
		assertThat(overlapping).isEmpty();
		assertThat(there.skipped()).as("what the first handles meanwhile is left to it")
			.containsEntry(refused.get(0), Reason.CLAIMED)
			.containsKeys(refused.toArray(String[]::new));
		assertThat(results.stream().flatMap((result) -> result.redriven().stream())).hasSize(80)
			.doesNotHaveDuplicates();
		assertThat(this.handled).hasSize(80);
		for (int key = 0; key < 4; key++) {
			assertThat(ofKey(this.handled, "k" + key)).isEqualTo(ofKey(changes, "k" + key));
		}
		assertThat(this.fixture.items()).isEmpty();
	}

	private List<String> orderedIds(ItemIdentity item) {
		return ParkedOrder.of(this.instance.operations.list().filter((change) -> change.item().equals(item)).toList())
			.stream()
			.map(ParkedChange::id)
			.toList();
	}

	@Test
	void leavesAClaimedChangeAloneUntilTheClaimIsOver() {
		this.fixture.park(Changes.modified("a", 1));
		this.instance.listener(this.handled::add);
		ParkedTable table = new ParkedTable(LocalDynamoDb.client(), this.fixture.table, null, this.fixture.clock);
		String id = this.instance.ids().get(0);
		assertThat(table.claim(ParkedPlace.of(id), "a process that dies")).isInstanceOf(Claim.Granted.class);
		assertThat(this.instance.operations.redriveAll("one").skipped()).containsExactly(Map.entry(id, Reason.CLAIMED));
		assertThat(this.instance.operations.discard(id)).isFalse();
		this.fixture.clock.advance(ParkedTable.CLAIM.plusMillis(1));
		assertThat(this.instance.operations.redriveAll("one").redriven()).containsExactly(id);
	}

	@Test
	void handlesNoOtherChangeOfTheItemMeanwhile() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		ItemChange<?> parked = Changes.modified("a", 1);
		ItemChange<?> live = Changes.modified("a", 2);
		this.fixture.park(parked);
		this.instance.listener((change) -> {
			if (change.equals(parked)) {
				begun.countDown();
				go.await();
			}
			this.handled.add(change);
		});
		CompletableFuture<RedriveResult> redrive = CompletableFuture
			.supplyAsync(() -> this.instance.operations.redriveAll("one"));
		begun.await();
		ItemChange<?> other = Changes.modified("b", 1);
		this.instance.registry.accept(List.of(live, other));
		await().until(() -> this.handled.contains(other));
		assertThat(this.handled).doesNotContain(live);
		go.countDown();
		redrive.join();
		await().until(() -> this.handled.size() == 3);
		assertThat(this.handled.indexOf(parked)).isLessThan(this.handled.indexOf(live));
	}

	@Test
	void redrivesOnTheCallingThreadWhereChangesAreHandledOnTheWriters() {
		this.fixture.park(Changes.modified("a", 1));
		List<Thread> threads = new CopyOnWriteArrayList<>();
		this.instance.listener("one", (change) -> threads.add(Thread.currentThread()),
				(options) -> options.dispatch(Dispatch.CALLER));
		assertThat(this.instance.operations.redriveAll("one").redriven()).hasSize(1);
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void aListenerCannotRedrive() {
		this.fixture.park("two", Changes.modified("a", 1));
		this.instance.listener("two", this.handled::add, (options) -> {
		});
		Set<Throwable> thrown = ConcurrentHashMap.newKeySet();
		this.instance.listener((change) -> {
			try {
				this.instance.operations.redriveAll();
			}
			catch (IllegalStateException ex) {
				thrown.add(ex);
			}
			this.handled.add(change);
		});
		this.instance.registry.accept(List.of(Changes.inserted("b")));
		await().until(() -> !thrown.isEmpty());
		assertThatIllegalStateException().isThrownBy(() -> {
			throw (IllegalStateException) thrown.iterator().next();
		}).withMessageContaining("cannot redrive");
	}

	@Test
	void endsWhenTheListenerStops() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		List<ItemChange<?>> changes = List.of(Changes.modified("a", 1), Changes.modified("a", 2));
		changes.forEach(this.fixture::park);
		this.instance.listener("one", (change) -> {
			begun.countDown();
			new CountDownLatch(1).await();
		}, (options) -> options.shutdownTimeout(Duration.ofMillis(1)));
		CompletableFuture<RedriveResult> redrive = CompletableFuture
			.supplyAsync(() -> this.instance.operations.redriveAll("one"));
		begun.await();
		this.instance.registry.stop();
		RedriveResult result = redrive.join();
		assertThat(result.redriven()).isEmpty();
		assertThat(result.failed().size() + result.skipped().size()).isEqualTo(2);
		Instance next = this.fixture.instance();
		next.listener(this.handled::add);
		assertThat(next.operations.redriveAll("one").redriven()).hasSize(2);
		next.registry.stop();
		assertThat(this.handled).isEqualTo(changes);
	}

}
