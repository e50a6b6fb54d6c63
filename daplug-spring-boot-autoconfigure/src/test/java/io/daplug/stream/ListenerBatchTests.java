package io.daplug.stream;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.event.ChangeHandler;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers that are given several changes together.
 */
@Timeout(60)
class ListenerBatchTests {

	private final TestRegistry test = new TestRegistry();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.test.registry().stop();
	}

	@Test
	void aFailureOfOneTableLeavesTheSameKeyOfAnotherAlone() {
		ListenerContainer container = this.test.registry()
			.register(ListenerDefinition.named("both").tables(List.of("orders", "prices")).handler((change) -> {
				if (change.table().equals("orders")) {
					throw new IllegalStateException("broken");
				}
				this.handled.add(change);
			})
				.options(TestRegistry.QUICK.with((options) -> options.batchSize(10).concurrency(1).maxAttempts(1)))
				.build());
		this.test.registry().start();
		container.pause();
		ItemChange<?> order = Changes.inserted("orders", "x");
		ItemChange<?> price = Changes.inserted("prices", "x");
		this.test.accept(order, price);
		container.resume();
		await().until(() -> this.handled.size() + this.test.parked().size() == 2);
		assertThat(this.handled).containsExactly(price);
		assertThat(this.test.parkedChanges()).containsExactly(order);
	}

	@Test
	void handsSeveralChangesToAHandlerThatTakesThem() {
		Batches handler = new Batches(Set.of());
		ListenerContainer container = this.test.start(handler, (options) -> options.concurrency(1).batchSize(10));
		container.pause();
		List<ItemChange<?>> changes = IntStream.range(0, 25)
			.<ItemChange<?>>mapToObj((i) -> Changes.inserted("k" + i % 5))
			.toList();
		this.test.registry().accept(changes);
		container.resume();
		await().until(() -> handler.changes() == 25);
		assertThat(handler.batches).allSatisfy((batch) -> assertThat(batch).hasSizeLessThanOrEqualTo(10))
			.anySatisfy((batch) -> assertThat(batch).hasSizeGreaterThan(5));
	}

	@Test
	@DisplayName("What comes after a failed change of its key counts as failed, whatever its handler says (P34)")
	void triesEverythingAgainThatComesAfterAFailure() {
		ItemChange<?> first = Changes.inserted("a");
		ItemChange<?> second = Changes.modified("a", 1, 2);
		Batches handler = new Batches(Set.of(first));
		ListenerContainer container = this.test.start(handler, (options) -> options.batchSize(10));
		container.pause();
		this.test.accept(first, second);
		container.resume();
		await().until(() -> this.test.parked().size() == 1 && handler.batches.size() == 4);
		assertThat(handler.batches).containsExactly(List.of(first, second), List.of(first, second),
				List.of(first, second), List.of(second));
		assertThat(this.test.parkedChanges()).containsExactly(first);
	}

	@Test
	void doesNotTrustAHandlerThatReportsWhatItWasNotGiven() {
		AtomicInteger calls = new AtomicInteger();
		this.test.start(new ChangeHandler() {

			@Override
			public void handle(ItemChange<?> change) {
			}

			@Override
			public List<FailedChange> handleAll(List<ItemChange<?>> changes) {
				return (calls.incrementAndGet() == 1)
						? List.of(new FailedChange(Changes.inserted("x"), new IllegalStateException("strange")))
						: List.of();
			}

		}, (options) -> {
		});
		this.test.accept(Changes.inserted("a"));
		await().until(() -> calls.get() == 2);
		assertThat(this.test.parked()).isEmpty();
	}

	/** Fails some changes, and says it has handled those after them. */
	private static final class Batches implements ChangeHandler {

		private final List<List<ItemChange<?>>> batches = new CopyOnWriteArrayList<>();

		private final Set<ItemChange<?>> failing;

		private Batches(Set<ItemChange<?>> failing) {
			this.failing = failing;
		}

		int changes() {
			return this.batches.stream().mapToInt(List::size).sum();
		}

		@Override
		public void handle(ItemChange<?> change) {
			throw new AssertionError("is given batches");
		}

		@Override
		public List<FailedChange> handleAll(List<ItemChange<?>> changes) {
			this.batches.add(changes);
			return changes.stream()
				.filter(this.failing::contains)
				.map((change) -> new FailedChange(change, new IllegalStateException("broken")))
				.toList();
		}

	}

}
