package io.daplug.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.daplug.event.ChangeHandling;
import io.daplug.event.ItemIdentity;
import io.daplug.fixture.BackgroundCall;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.daplug.fixture.LongPatience.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyedQueue}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class KeyedQueueTests {

	private static final Exception FAILURE = new IllegalStateException("broken");

	private final KeyedQueue<String, String> queue = KeyedQueue.limitingPending(3, 2);

	@Test
	void gathersWhileAnotherWorkerIsBusy() throws Exception {
		KeyedQueue<String, Integer> queue = KeyedQueue.limitingPending(100, 4);
		queue.put("first", 1);
		List<Portion<String, Integer>> busy = queue.take(25, Gathering.upTo(Duration.ofSeconds(60)));
		assertThat(busy).as("nothing is waited for while nobody is busy").hasSize(1);
		for (int key = 0; key < 10; key++) {
			queue.put("k" + key, key);
		}
		BackgroundCall<Integer> gathered = BackgroundCall
			.startWaiting(() -> requireNonNull(queue.take(25, Gathering.upTo(Duration.ofSeconds(60)))).size());
		queue.done(requireNonNull(busy).get(0));
		assertThat(gathered.get()).isEqualTo(10);
	}

	@Test
	void gathersNoLongerThanItIsToldAndNoMoreThanItTakes() {
		KeyedQueue<String, Integer> queue = KeyedQueue.limitingPending(100, 4);
		queue.put("first", 1);
		assertThat(queue.take(25, Gathering.none())).hasSize(1);
		queue.put("second", 2);
		assertThat(queue.take(25, Gathering.upTo(Duration.ofMillis(1)))).hasSize(1);
		for (int key = 0; key < 10; key++) {
			queue.put("k" + key, key);
		}
		assertThat(queue.take(8, Gathering.upTo(Duration.ofSeconds(60)))).as("more than a fourth").hasSize(8);
	}

	@Test
	void givesTheElementsOfAKeyInTheirOrder() {
		String first = "a-1";
		String second = "a-2";
		put(first, second);
		assertThat(take(10)).containsExactly(first, second);
	}

	@Test
	void givesNoMoreThanWereAskedFor() {
		String first = "a-1";
		put(first, "a-2");
		assertThat(take(1)).containsExactly(first);
	}

	@Test
	void givesAKeyToOneWorkerAtATime() {
		String second = "a-2";
		put("a-1", second);
		List<Portion<String, String>> taken = taken(1);
		CompletableFuture<List<String>> other = CompletableFuture.supplyAsync(() -> take(1));
		String free = "b-1";
		put(free);
		assertThat(other.join()).containsExactly(free);
		this.queue.done(taken.get(0));
		assertThat(take(1)).containsExactly(second);
	}

	@Test
	void sharesTheKeysAmongTheWorkers() {
		KeyedQueue<Integer, String> roomy = KeyedQueue.limitingPending(100, 2);
		IntStream.range(0, 10).forEach((i) -> roomy.put(i, "an element"));
		assertThat(roomy.take(100, Gathering.none())).hasSize(5);
		assertThat(roomy.take(100, Gathering.none())).hasSize(2);
	}

	@Test
	void keepsTheSameKeyOfTwoTablesApart() {
		KeyedQueue<ItemIdentity, String> tables = KeyedQueue.limitingPending(3, 2);
		tables.put(new ItemIdentity("orders", ItemKey.of("a")), "an element");
		tables.put(new ItemIdentity("prices", ItemKey.of("a")), "an element");
		assertThat(tables.take(1, Gathering.none())).hasSize(1);
		assertThat(tables.take(1, Gathering.none())).hasSize(1);
	}

	@Test
	void triesAFailedElementAgainBeforeTheLaterOnesOfItsKey() {
		String first = "a-1";
		String second = "a-2";
		put(first, second);
		this.queue.retry(taken(10).get(0), 0, FAILURE, Duration.ZERO);
		List<Portion<String, String>> again = taken(10);
		assertThat(again.get(0).elements()).containsExactly(first, second);
		assertThat(again.get(0).attempts()).isOne();
	}

	@Test
	void countsTheAttemptsOfEachElementAnew() {
		put("a-1", "a-2");
		this.queue.retry(taken(10).get(0), 0, FAILURE, Duration.ZERO);
		this.queue.retry(taken(10).get(0), 1, FAILURE, Duration.ZERO);
		assertThat(taken(10).get(0).attempts()).isOne();
		assertThat(this.queue.pending()).isOne();
	}

	@Test
	void goesOnWithOtherKeysWhileOneIsDelayed() throws Exception {
		put("a-1");
		this.queue.retry(taken(1).get(0), 0, FAILURE, Duration.ofMinutes(5));
		String free = "b-1";
		put(free, "a-2");
		List<Portion<String, String>> taken = taken(10);
		assertThat(taken).singleElement().satisfies((portion) -> assertThat(portion.elements()).containsExactly(free));
		BackgroundCall<List<String>> none = BackgroundCall.startWaiting(() -> take(1));
		this.queue.abort();
		assertThat(none.get()).isEmpty();
	}

	@Test
	void wakesUpForADelayedKey() {
		String element = "a-1";
		put(element);
		this.queue.retry(taken(1).get(0), 0, FAILURE, Duration.ofMillis(30));
		assertThat(take(1)).containsExactly(element);
	}

	@Test
	void takesTheDelayedKeyWhoseTimeComesFirst() {
		String late = "late-1";
		String soon = "soon-1";
		put(late, soon);
		List<Portion<String, String>> first = taken(1);
		List<Portion<String, String>> second = taken(1);
		this.queue.retry(first.get(0), 0, FAILURE, Duration.ofMinutes(5));
		this.queue.retry(second.get(0), 0, FAILURE, Duration.ofMillis(20));
		assertThat(take(1)).containsExactly(soon);
	}

	@Test
	void makesWritersWaitWhileItIsFull() throws Exception {
		put("a-1", "b-1", "c-1");
		BackgroundCall<Boolean> writer = BackgroundCall.startWaiting(() -> this.queue.put("d", "d-1"));
		List<Portion<String, String>> taken = taken(1);
		assertThat(this.queue.pending()).as("what is being handled counts").isEqualTo(3);
		writer.awaitWaiting();
		this.queue.done(taken.get(0));
		assertThat(writer.get()).isTrue();
	}

	@Test
	void takesMoreThanItsCapacityFromThoseWhoMustNotWait() {
		for (int i = 0; i < 10; i++) {
			String element = "k" + i;
			ChangeHandling.run(() -> put(element));
		}
		assertThat(this.queue.pending()).isEqualTo(10);
	}

	@Test
	void losesNoElementOfAWriterThatIsInterrupted() throws Exception {
		put("a-1", "b-1", "c-1");
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread writer = new Thread(() -> {
			this.queue.put("d", "d-1");
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		writer.start();
		await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
		writer.interrupt();
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.queue.pending()).isEqualTo(4);
	}

	@Test
	void letsAWriterGoOnWhoseWaitingIsInVainAndLosesNothing(CapturedOutput output) {
		this.queue.patience(new Patience("listener 'stuck'", Duration.ofMillis(5)));
		put("a-1", "b-1", "c-1");
		assertThat(taken(1)).hasSize(1);
		put("b-2");
		assertThat(this.queue.pending()).isEqualTo(4);
		assertThat(output).contains("The queue of listener 'stuck' has been full for PT0.005S");
		assertThat(take(10)).containsExactly("b-1", "b-2");
		assertThat(take(10)).containsExactly("c-1");
	}

	@Test
	void tellsOfWaitingInVainOnceInAWhile(CapturedOutput output) {
		Patience patience = new Patience("listener 'slow'", Duration.ofHours(1));
		patience.tell();
		patience.tell();
		assertThat(output.getAll()).containsOnlyOnce("The queue of listener 'slow'");
	}

	@Test
	void givesNothingWhileItIsPaused() throws Exception {
		this.queue.pause();
		String element = "a-1";
		put(element);
		BackgroundCall<List<String>> worker = BackgroundCall.startWaiting(() -> take(1));
		this.queue.resume();
		assertThat(worker.get()).containsExactly(element);
	}

	@Test
	void givesWhatItHasAfterItWasClosedAndEndsThen() throws Exception {
		String element = "a-1";
		put(element);
		this.queue.close();
		assertThat(this.queue.put("b", "b-1")).isFalse();
		List<Portion<String, String>> taken = taken(1);
		assertThat(taken.get(0).elements()).containsExactly(element);
		BackgroundCall<List<String>> other = BackgroundCall.startWaiting(() -> take(1));
		this.queue.done(taken.get(0));
		assertThat(other.get()).isEmpty();
	}

	@Test
	void letsWaitingWritersGoWhenItIsClosed() throws Exception {
		put("a-1", "b-1", "c-1");
		BackgroundCall<Boolean> writer = BackgroundCall.startWaiting(() -> this.queue.put("d", "d-1"));
		this.queue.close();
		assertThat(writer.get()).isFalse();
	}

	@Test
	void namesWhatRemainsAfterItWasAborted() {
		String underWay = "a-1";
		String waiting = "b-1";
		put(underWay, waiting);
		List<Portion<String, String>> taken = taken(1);
		this.queue.abort();
		assertThat(take(1)).isEmpty();
		assertThat(this.queue.remaining().stream().flatMap((portion) -> portion.elements().stream()))
			.containsExactlyInAnyOrder(underWay, waiting);
		this.queue.done(taken.get(0));
		assertThat(this.queue.pending()).isZero();
		assertThat(this.queue.remaining()).isEmpty();
	}

	@Test
	void waitsUntilItIsEmpty() throws InterruptedException {
		put("a-1");
		List<Portion<String, String>> taken = taken(1);
		assertThat(this.queue.awaitEmpty(1)).isFalse();
		CompletableFuture.runAsync(() -> this.queue.done(taken.get(0)));
		assertThat(this.queue.awaitEmpty(TimeUnit.SECONDS.toNanos(20))).isTrue();
	}

	@Test
	void makesNobodyWaitForWhatWorkersHaveTakenIfThatIsNotLimited() throws Exception {
		KeyedQueue<String, String> waiting = KeyedQueue.limitingWaiting(1, 1);
		waiting.put("a", "a-1");
		assertThat(waiting.take(1, Gathering.none())).hasSize(1);
		waiting.put("b", "b-1");
		BackgroundCall<Boolean> writer = BackgroundCall.startWaiting(() -> waiting.put("c", "c-1"));
		assertThat(waiting.take(1, Gathering.none())).hasSize(1);
		assertThat(writer.get()).isTrue();
		assertThat(waiting.pending()).isEqualTo(3);
	}

	@Test
	void saysWhetherWhatIsGivenBackWasNamedAsRemaining() {
		put("a-1", "b-1");
		Portion<String, String> own = taken(1).get(0);
		Portion<String, String> lost = taken(1).get(0);
		assertThat(this.queue.done(own)).isTrue();
		this.queue.remaining();
		assertThat(this.queue.done(lost)).isFalse();
		assertThat(this.queue.retry(lost, 0, FAILURE, Duration.ZERO)).isFalse();
	}

	@Test
	void takesElementsUntilItIsEmptyAndNoneThen() throws Exception {
		put("a-1");
		List<Portion<String, String>> taken = taken(1);
		CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> {
			try {
				return this.queue.closeWhenEmpty(TimeUnit.SECONDS.toNanos(20));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		put("b-1");
		this.queue.done(taken.get(0));
		this.queue.done(taken(1).get(0));
		assertThat(closed.join()).isTrue();
		assertThat(this.queue.put("c", "c-1")).isFalse();
	}

	private void put(String... elements) {
		for (String element : elements) {
			assertThat(this.queue.put(key(element), element)).isTrue();
		}
	}

	private static String key(String element) {
		return element.substring(0, 1);
	}

	private List<Portion<String, String>> taken(int most) {
		List<Portion<String, String>> taken = this.queue.take(most, Gathering.none());
		return (taken != null) ? taken : List.of();
	}

	private List<String> take(int most) {
		List<String> elements = new ArrayList<>();
		taken(most).forEach((portion) -> elements.addAll(portion.elements()));
		return elements;
	}

}
