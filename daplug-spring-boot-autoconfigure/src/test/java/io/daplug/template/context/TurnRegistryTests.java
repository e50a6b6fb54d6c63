package io.daplug.template.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.daplug.event.ChangeHandling;
import io.daplug.fixture.BackgroundCall;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.model.ItemBusyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TurnRegistry}.
 */
@Timeout(60)
class TurnRegistryTests {

	private static final ItemKey A = ItemKey.of("a");

	private static final ItemKey B = ItemKey.of("b");

	private final TurnRegistry turns = registry(TurnLimits.DEFAULT);

	private final List<String> announced = Collections.synchronizedList(new ArrayList<>());

	/** The common pool has as many threads as processors, and these tests block them. */
	private final ExecutorService executor = Executors.newCachedThreadPool();

	private static TurnRegistry registry(TurnLimits limits) {
		return new TurnRegistry("orders", limits, TaskExecutorFactory.simple());
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void sendsTheNextWriteOnlyAfterTheOneBefore() throws Exception {
		Turn first = this.turns.take(List.of(A));
		BackgroundCall<Turn> second = BackgroundCall.startWaiting(() -> this.turns.take(List.of(A)));
		first.close();
		second.get().close();
		assertThat(this.turns.size()).isZero();
	}

	@Test
	void letsOtherKeysGo() {
		this.turns.take(List.of(A));
		try (Turn other = this.turns.take(List.of(B))) {
			other.announce(() -> this.announced.add("b"));
		}
		assertThat(this.announced).containsExactly("b");
	}

	@Test
	void announcesInTheOrderOfTheWrites() throws Exception {
		Turn first = this.turns.take(List.of(A));
		CountDownLatch sent = new CountDownLatch(1);
		CompletableFuture<Void> announcing = new CompletableFuture<>();
		CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> first.announce(() -> {
			sent.countDown();
			announcing.join();
			this.announced.add("first");
		}), this.executor);
		sent.await();
		BackgroundCall<Object> second = BackgroundCall.startWaiting(Executors.callable(() -> write("second")));
		announcing.complete(null);
		second.get();
		assertThat(slow).succeedsWithin(30, TimeUnit.SECONDS);
		assertThat(this.announced).containsExactly("first", "second");
		assertThat(this.turns.size()).isZero();
	}

	@Test
	void doesNotWaitForItselfWhenAListenerWritesTheSameKey() {
		try (Turn outer = this.turns.take(List.of(A))) {
			outer.announce(() -> {
				try (Turn inner = this.turns.take(List.of(A))) {
					inner.announce(() -> this.announced.add("inner"));
				}
				this.announced.add("outer");
			});
		}
		assertThat(this.announced).containsExactly("outer", "inner");
		assertThat(this.turns.size()).isZero();
	}

	@Test
	void doesNotDeadlockWhenListenersWriteEachOthersKeys() {
		CountDownLatch both = new CountDownLatch(2);
		CompletableFuture<Void> one = CompletableFuture.runAsync(() -> writeBoth(A, B, both), this.executor);
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> writeBoth(B, A, both), this.executor);
		assertThat(CompletableFuture.allOf(one, other)).succeedsWithin(30, TimeUnit.SECONDS);
		assertThat(this.announced).hasSize(4);
		assertThat(this.turns.size()).isZero();
	}

	private void writeBoth(ItemKey key, ItemKey nested, CountDownLatch both) {
		try (Turn turn = this.turns.take(List.of(key))) {
			turn.announce(() -> {
				both.countDown();
				await(both);
				try (Turn inner = this.turns.take(List.of(nested))) {
					inner.announce(() -> this.announced.add("inner"));
				}
				this.announced.add("outer");
			});
		}
	}

	@Test
	void takesTheTurnsOfSeveralKeysAtOnce() {
		List<ItemKey> keys = List.of(A, B);
		List<ItemKey> reversed = List.of(B, A);
		List<CompletableFuture<Void>> writers = new ArrayList<>();
		for (int writer = 0; writer < 8; writer++) {
			List<ItemKey> own = (writer % 2 == 0) ? keys : reversed;
			writers.add(CompletableFuture.runAsync(() -> {
				for (int write = 0; write < 500; write++) {
					try (Turn turn = this.turns.take(own)) {
						turn.announce(() -> this.announced.add("both"));
					}
				}
			}, this.executor));
		}
		assertThat(CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new))).succeedsWithin(30,
				TimeUnit.SECONDS);
		assertThat(this.announced).hasSize(4000);
		assertThat(this.turns.size()).isZero();
	}

	@Test
	void keepsTheOrderOfThoseBeforeAWriteThatFailed() throws Exception {
		Turn first = this.turns.take(List.of(A));
		CountDownLatch sent = new CountDownLatch(1);
		CompletableFuture<Void> announcing = new CompletableFuture<>();
		CompletableFuture.runAsync(() -> first.announce(() -> {
			sent.countDown();
			announcing.join();
			this.announced.add("first");
		}), this.executor);
		sent.await();
		this.turns.take(List.of(A)).close();
		CompletableFuture<Void> third = CompletableFuture.runAsync(() -> {
			try (Turn turn = this.turns.take(List.of(A))) {
				turn.announce(() -> this.announced.add("third"));
			}
		}, this.executor);
		announcing.complete(null);
		assertThat(third).succeedsWithin(30, TimeUnit.SECONDS);
		assertThat(this.announced).containsExactly("first", "third");
	}

	@Test
	void marksTheThreadThatAnnounces() {
		try (Turn turn = this.turns.take(List.of(A))) {
			turn.announce(() -> this.announced.add(String.valueOf(ChangeHandling.isUnderWay())));
		}
		assertThat(this.announced).containsExactly("true");
		assertThat(ChangeHandling.isUnderWay()).isFalse();
	}

	@Test
	void letsAThreadWriteAgainBeforeItHasAnnounced() {
		TurnRegistry turns = registry(TurnLimits.DEFAULT);
		List<String> announced = new ArrayList<>();
		try (Turn outer = turns.take(List.of(ItemKey.of("a")))) {
			try (Turn inner = turns.take(List.of(ItemKey.of("a")))) {
				inner.announce(() -> announced.add("inner"));
			}
			assertThat(announced).isEmpty();
			outer.announce(() -> announced.add("outer"));
		}
		assertThat(announced).containsExactly("outer", "inner");
		assertThat(turns.size()).isZero();
	}

	@Test
	void goesOnAfterAnAnnouncementThatThrows() {
		CompletableFuture<Void> failing = CompletableFuture.runAsync(() -> {
			try (Turn turn = this.turns.take(List.of(A))) {
				turn.announce(() -> {
					throw new IllegalStateException("failed");
				});
			}
		}, this.executor);
		assertThat(failing).failsWithin(30, TimeUnit.SECONDS);
		try (Turn next = this.turns.take(List.of(A))) {
			next.announce(() -> this.announced.add("next"));
		}
		assertThat(this.announced).containsExactly("next");
	}

	@Test
	@DisplayName("an announcement that waits for a write of the same key by another thread ends")
	void goesOnWithAWriteThatTheAnnouncementBeforeWaitsFor() {
		try (Turn outer = this.turns.take(List.of(A))) {
			outer.announce(() -> {
				CompletableFuture.runAsync(() -> write("other"), this.executor).join();
				this.announced.add("outer");
			});
		}
		write("later");
		assertThat(this.announced).containsExactly("outer", "other", "later");
		assertThat(this.turns.size()).isZero();
	}

	private void write(String text) {
		try (Turn turn = this.turns.take(List.of(A))) {
			turn.announce(() -> this.announced.add(text));
		}
	}

	@Test
	void doesNotWaitForEverForAnAnnouncementThatIsStuck() throws Exception {
		TurnRegistry hasty = registry(
				new TurnLimits(Duration.ofSeconds(60), Duration.ofMillis(1), Duration.ofMillis(50), 1000));
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch sent = new CountDownLatch(1);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> {
			try (Turn turn = hasty.take(List.of(A))) {
				turn.announce(() -> {
					sent.countDown();
					await(stuck);
					this.announced.add("stuck");
				});
			}
		}, this.executor);
		sent.await();
		for (String text : List.of("second", "third")) {
			try (Turn turn = hasty.take(List.of(A))) {
				turn.announce(() -> this.announced.add(text));
			}
		}
		LongPatience.await().untilAsserted(() -> assertThat(this.announced).containsExactly("second", "third"));
		stuck.countDown();
		assertThat(first).succeedsWithin(30, TimeUnit.SECONDS);
		assertThat(hasty.size()).isZero();
	}

	@Test
	void letsItselfBeInterruptedBeforeItSends() throws Exception {
		CountDownLatch taken = new CountDownLatch(1);
		CountDownLatch sent = new CountDownLatch(1);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> {
			try (Turn turn = this.turns.take(List.of(A))) {
				taken.countDown();
				await(sent);
				assertThat(turn.announced()).isNotDone();
			}
		}, this.executor);
		taken.await();
		CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(ItemBusyException.class).isThrownBy(() -> write("second"))
				.withMessageContaining("Nothing was written")
				.withMessageContaining("interrupted");
			assertThat(Thread.interrupted()).isTrue();
		}, this.executor);
		assertThat(second).succeedsWithin(30, TimeUnit.SECONDS);
		sent.countDown();
		assertThat(first).succeedsWithin(30, TimeUnit.SECONDS);
		write("third");
		assertThat(this.announced).containsExactly("third");
	}

	@Test
	void handsItsAnnouncementOverWhenItIsInterrupted() throws Exception {
		Turn first = this.turns.take(List.of(A));
		CountDownLatch announcing = new CountDownLatch(1);
		CountDownLatch sent = new CountDownLatch(1);
		CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> first.announce(() -> {
			sent.countDown();
			await(announcing);
			this.announced.add("first");
		}), this.executor);
		sent.await();
		CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
			Thread.currentThread().interrupt();
			write("second");
			assertThat(Thread.interrupted()).isTrue();
		}, this.executor);
		assertThat(second).succeedsWithin(30, TimeUnit.SECONDS);
		announcing.countDown();
		assertThat(slow).succeedsWithin(30, TimeUnit.SECONDS);
		assertThat(this.announced).containsExactly("first", "second");
	}

	@Test
	void failsWhenARequestBeforeDoesNotEnd() {
		TurnRegistry hasty = registry(
				new TurnLimits(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(60), 1000));
		Turn hanging = hasty.take(List.of(A));
		for (int attempt = 0; attempt < 2; attempt++) {
			CompletableFuture<Turn> next = CompletableFuture.supplyAsync(() -> hasty.take(List.of(A)), this.executor);
			assertThat(next).failsWithin(30, TimeUnit.SECONDS)
				.withThrowableThat()
				.withCauseInstanceOf(ItemBusyException.class)
				.withMessageContaining("has been writing the item for more than PT0.02S");
		}
		hanging.close();
		hasty.take(List.of(A)).close();
		assertThat(hasty.size()).isZero();
	}

	@Test
	void takesNoMoreWritesThanListenersKeepUpWith() throws Exception {
		TurnRegistry small = registry(
				new TurnLimits(Duration.ofSeconds(60), Duration.ofMillis(1), Duration.ofSeconds(60), 3));
		CountDownLatch slow = new CountDownLatch(1);
		CountDownLatch sent = new CountDownLatch(1);
		CompletableFuture.runAsync(() -> small.take(List.of(A)).announce(() -> {
			sent.countDown();
			await(slow);
		}), this.executor);
		sent.await();
		for (int write = 0; write < 3; write++) {
			small.take(List.of(A)).announce(() -> this.announced.add("waited"));
		}
		assertThatExceptionOfType(ItemBusyException.class).isThrownBy(() -> small.take(List.of(A)))
			.withMessageContaining("listeners, which do not keep up");
		slow.countDown();
		LongPatience.await().until(() -> this.announced.size() == 3 && small.size() == 0);
	}

	@Test
	void announcesAnyNumberOfWritesThatWaitedForOne() {
		try (Turn outer = this.turns.take(List.of(A))) {
			outer.announce(() -> {
				for (int write = 0; write < 50_000; write++) {
					write("inner");
				}
			});
		}
		assertThat(this.announced).hasSize(50_000);
		assertThat(this.turns.size()).isZero();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
