package io.daplug.stream.kcl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static io.daplug.stream.kcl.KclApplication.awaitUntil;
import static io.daplug.stream.kcl.KclApplication.orders;
import static io.daplug.stream.kcl.KclApplication.progress;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for two instances of an application, one of which is stopped while changes come.
 */
@Timeout(240)
class KclHandOverIntegrationTests {

	static class Recorder {

		final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

		/** So that it is stopped in the middle. */
		final Semaphore permits = new Semaphore(1);

		@DaplugStreamListener("orders")
		void on(ItemChange<?> change) throws InterruptedException {
			this.permits.acquire();
			this.changes.add(change);
		}

		List<String> sequences() {
			return this.changes.stream().map((change) -> change.origin().sequence()).toList();
		}

	}

	@Test
	void handsOverWhatIsLeftAndNothingThatTheCheckpointCovers() {
		// With the second that is the default here, a busy machine lets the other
		// instance take over early.
		KclApplication application = new KclApplication().with("daplug.listeners.shutdown-timeout=100ms",
				"daplug.stream.kcl.failover-time=5s", "daplug.listeners.concurrency=1");
		ConfigurableApplicationContext first = application.start(Recorder.class);
		Recorder before = first.getBean(Recorder.class);
		orders(first).insert(Map.of("id", "begin"));
		awaitUntil(() -> !before.changes.isEmpty());
		try (ConfigurableApplicationContext second = application.start(Recorder.class)) {
			Recorder after = second.getBean(Recorder.class);
			IntStream.range(0, 500).forEach((i) -> orders(second).overwrite(Map.of("id", "k" + i % 50, "n", i)));
			before.permits.release(60);
			awaitUntil(() -> before.changes.size() == 61);
			assertThat(after.changes).as("the shard has one reader").isEmpty();
			// The other instance may have the shard before the checkpoint is looked at.
			after.permits.drainPermits();
			first.close();
			String checkpoint = application.checkpoint().orElseThrow();
			after.permits.release(1000);
			awaitUntil(() -> before.changes.size() + after.changes.size() >= 501
					&& progress(second).handOver().waiting() == 0 && progress(second).shards() == 1);
			assertThat(after.sequences()).as("nothing that was checkpointed comes again")
				.allSatisfy((sequence) -> assertThat(sequence.compareTo(checkpoint)).isPositive());
			List<ItemChange<?>> all = new ArrayList<>(before.changes);
			all.addAll(after.changes);
			assertThat(all.stream().map((change) -> change.origin().sequence()).distinct()).as("nothing is lost")
				.hasSize(501);
			assertInOrder(all);
		}
		finally {
			first.close();
		}
	}

	/** What came again is left out: the first time counts. */
	private static void assertInOrder(List<ItemChange<?>> all) {
		Map<ItemKey, Set<String>> sequences = new LinkedHashMap<>();
		all.forEach((change) -> sequences.computeIfAbsent(change.key(), (key) -> new LinkedHashSet<>())
			.add(change.origin().sequence()));
		assertThat(sequences).hasSize(51)
			.allSatisfy((key, ofKey) -> assertThat(List.copyOf(ofKey)).as("in order, of %s", key).isSorted());
	}

}
