package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ChangeQueue}.
 */
@Timeout(30)
class ChangeQueueTests {

	private static final Exception FAILURE = new IllegalStateException("broken");

	private final ChangeQueue queue = new ChangeQueue(3, 2);

	@Test
	void givesTheChangesOfAKeyInTheirOrder() {
		ItemChange<?> first = Changes.inserted("a");
		ItemChange<?> second = Changes.modified("a", 1, 2);
		put(first, second);
		assertThat(take(10)).containsExactly(first, second);
	}

	@Test
	void givesNoMoreThanWereAskedFor() {
		ItemChange<?> first = Changes.inserted("a");
		put(first, Changes.modified("a", 1, 2));
		assertThat(take(1)).containsExactly(first);
	}

	@Test
	void givesAKeyToOneWorkerAtATime() {
		ItemChange<?> second = Changes.modified("a", 1, 2);
		put(Changes.inserted("a"), second);
		List<ChangeQueue.Taken> taken = taken(1);
		CompletableFuture<List<ItemChange<?>>> other = CompletableFuture.supplyAsync(() -> take(1));
		ItemChange<?> free = Changes.inserted("b");
		put(free);
		assertThat(other.join()).containsExactly(free);
		this.queue.done(taken.get(0));
		assertThat(take(1)).containsExactly(second);
	}

	@Test
	void sharesTheKeysAmongTheWorkers() {
		ChangeQueue roomy = new ChangeQueue(100, 2);
		IntStream.range(0, 10).forEach((i) -> roomy.put(Changes.inserted("k" + i), true));
		assertThat(roomy.take(100)).hasSize(5);
		assertThat(roomy.take(100)).hasSize(2);
	}

	@Test
	void keepsTheSameKeyOfTwoTablesApart() {
		put(Changes.inserted("orders", "a"), Changes.inserted("prices", "a"));
		assertThat(taken(1)).hasSize(1);
		assertThat(taken(1)).hasSize(1);
	}

	@Test
	void triesAFailedChangeAgainBeforeTheLaterOnesOfItsKey() {
		ItemChange<?> first = Changes.inserted("a");
		ItemChange<?> second = Changes.modified("a", 1, 2);
		put(first, second);
		this.queue.retry(taken(10).get(0), 0, FAILURE, Duration.ZERO);
		List<ChangeQueue.Taken> again = taken(10);
		assertThat(again.get(0).changes()).containsExactly(first, second);
		assertThat(again.get(0).attempts()).isOne();
	}

	@Test
	void countsTheAttemptsOfEachChangeAnew() {
		put(Changes.inserted("a"), Changes.modified("a", 1, 2));
		this.queue.retry(taken(10).get(0), 0, FAILURE, Duration.ZERO);
		this.queue.retry(taken(10).get(0), 1, FAILURE, Duration.ZERO);
		assertThat(taken(10).get(0).attempts()).isOne();
		assertThat(this.queue.pending()).isOne();
	}

	@Test
	void goesOnWithOtherKeysWhileOneIsDelayed() {
		put(Changes.inserted("a"));
		this.queue.retry(taken(1).get(0), 0, FAILURE, Duration.ofMinutes(5));
		ItemChange<?> free = Changes.inserted("b");
		put(free, Changes.modified("a", 1, 2));
		List<ChangeQueue.Taken> taken = taken(10);
		assertThat(taken).singleElement().satisfies((part) -> assertThat(part.changes()).containsExactly(free));
		CompletableFuture<List<ItemChange<?>>> none = CompletableFuture.supplyAsync(() -> take(1));
		assertThat(none).isNotCompleted();
		this.queue.abort();
		assertThat(none.join()).isEmpty();
	}

	@Test
	void wakesUpForADelayedKey() {
		ItemChange<?> change = Changes.inserted("a");
		put(change);
		this.queue.retry(taken(1).get(0), 0, FAILURE, Duration.ofMillis(30));
		assertThat(take(1)).containsExactly(change);
	}

	@Test
	void takesTheDelayedKeyWhoseTimeComesFirst() {
		ItemChange<?> late = Changes.inserted("late");
		ItemChange<?> soon = Changes.inserted("soon");
		put(late, soon);
		List<ChangeQueue.Taken> first = taken(1);
		List<ChangeQueue.Taken> second = taken(1);
		this.queue.retry(first.get(0), 0, FAILURE, Duration.ofMinutes(5));
		this.queue.retry(second.get(0), 0, FAILURE, Duration.ofMillis(20));
		assertThat(take(1)).containsExactly(soon);
	}

	@Test
	void makesWritersWaitWhileItIsFull() {
		put(Changes.inserted("a"), Changes.inserted("b"), Changes.inserted("c"));
		CompletableFuture<Boolean> writer = CompletableFuture
			.supplyAsync(() -> this.queue.put(Changes.inserted("d"), true));
		assertThat(writer).isNotCompleted();
		List<ChangeQueue.Taken> taken = taken(1);
		assertThat(this.queue.pending()).as("what is being handled counts").isEqualTo(3);
		assertThat(writer).isNotCompleted();
		this.queue.done(taken.get(0));
		assertThat(writer.join()).isTrue();
	}

	@Test
	void takesMoreThanItsCapacityFromThoseWhoMustNotWait() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.queue.put(Changes.inserted("k" + i), false)).isTrue();
		}
		assertThat(this.queue.pending()).isEqualTo(10);
	}

	@Test
	void losesNoChangeOfAWriterThatIsInterrupted() throws Exception {
		put(Changes.inserted("a"), Changes.inserted("b"), Changes.inserted("c"));
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread writer = new Thread(() -> {
			this.queue.put(Changes.inserted("d"), true);
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		writer.start();
		await().until(() -> writer.getState() == Thread.State.WAITING);
		writer.interrupt();
		assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.queue.pending()).isEqualTo(4);
	}

	@Test
	void givesNothingWhileItIsPaused() {
		this.queue.pause(true);
		ItemChange<?> change = Changes.inserted("a");
		put(change);
		CompletableFuture<List<ItemChange<?>>> worker = CompletableFuture.supplyAsync(() -> take(1));
		assertThat(worker).isNotCompleted();
		this.queue.pause(false);
		assertThat(worker.join()).containsExactly(change);
	}

	@Test
	void givesWhatItHasAfterItWasClosedAndEndsThen() {
		ItemChange<?> change = Changes.inserted("a");
		put(change);
		this.queue.close();
		assertThat(this.queue.put(Changes.inserted("b"), true)).isFalse();
		List<ChangeQueue.Taken> taken = taken(1);
		assertThat(taken.get(0).changes()).containsExactly(change);
		CompletableFuture<List<ItemChange<?>>> other = CompletableFuture.supplyAsync(() -> take(1));
		assertThat(other).as("the last one may fail and come again").isNotCompleted();
		this.queue.done(taken.get(0));
		assertThat(other.join()).isEmpty();
	}

	@Test
	void letsWaitingWritersGoWhenItIsClosed() {
		put(Changes.inserted("a"), Changes.inserted("b"), Changes.inserted("c"));
		CompletableFuture<Boolean> writer = CompletableFuture
			.supplyAsync(() -> this.queue.put(Changes.inserted("d"), true));
		this.queue.close();
		assertThat(writer.join()).isFalse();
	}

	@Test
	void namesWhatRemainsAfterItWasAborted() {
		ItemChange<?> underWay = Changes.inserted("a");
		ItemChange<?> waiting = Changes.inserted("b");
		put(underWay, waiting);
		List<ChangeQueue.Taken> taken = taken(1);
		this.queue.abort();
		assertThat(take(1)).isEmpty();
		assertThat(this.queue.remaining().stream().<ItemChange<?>>flatMap((part) -> part.changes().stream()))
			.containsExactlyInAnyOrder(underWay, waiting);
		this.queue.done(taken.get(0));
		assertThat(this.queue.pending()).isZero();
		assertThat(this.queue.remaining()).isEmpty();
	}

	@Test
	void waitsUntilItIsEmpty() throws InterruptedException {
		put(Changes.inserted("a"));
		List<ChangeQueue.Taken> taken = taken(1);
		assertThat(this.queue.awaitEmpty(1)).isFalse();
		CompletableFuture.runAsync(() -> this.queue.done(taken.get(0)));
		assertThat(this.queue.awaitEmpty(TimeUnit.SECONDS.toNanos(20))).isTrue();
	}

	private void put(ItemChange<?>... changes) {
		for (ItemChange<?> change : changes) {
			assertThat(this.queue.put(change, true)).isTrue();
		}
	}

	private List<ChangeQueue.Taken> taken(int most) {
		List<ChangeQueue.Taken> taken = this.queue.take(most);
		return (taken != null) ? taken : List.of();
	}

	private List<ItemChange<?>> take(int most) {
		List<ItemChange<?>> changes = new ArrayList<>();
		taken(most).forEach((part) -> changes.addAll(part.changes()));
		return changes;
	}

}
