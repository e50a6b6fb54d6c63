package io.daplug.manual;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchProgress;
import io.daplug.template.batch.BatchStoppedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of batches that do not fit in memory, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class BatchExamplesTests extends ManualExamples {

	@Test
	void writesAStream() {
		DaplugTemplate orders = this.orders;
		Stream<Order> imported = IntStream.range(0, 60).mapToObj((number) -> order("q-" + number));
		List<BatchFailure<?>> refused = new ArrayList<>();
		List<BatchProgress> told = new ArrayList<>();
		// tag::batch-stream
		BatchCounts counts = orders.batchInsert(imported,
				(options) -> options.onFailure(refused::add).onProgress(told::add).unitsPerSecond(500));
		counts.written(); // how many
		counts.failed(); // each was handed to onFailure, with its exception
		counts.requireComplete();
		// end::batch-stream
		assertThat(counts.written()).isEqualTo(60);
		assertThat(refused).isEmpty();
		assertThat(told).last().satisfies((last) -> assertThat(last.done()).isEqualTo(60));
	}

	@Test
	void saysWhatWasDoneBeforeTheSourceFailed() {
		DaplugTemplate orders = this.orders;
		Stream<Order> imported = IntStream.range(0, 60).mapToObj((number) -> {
			if (number == 50) {
				throw new IllegalStateException("line 51");
			}
			return order("r-" + number);
		});
		long next = 0;
		// tag::batch-stopped
		try {
			orders.batchOverwrite(imported).requireComplete();
		}
		catch (BatchStoppedException ex) {
			next = ex.counts().taken(); // where the import goes on
		}
		// end::batch-stopped
		assertThat(next).isEqualTo(50);
		assertThat(orders.get(ItemKey.of("r-49"))).isPresent();
	}

	@Test
	void upsertsRecords() {
		DaplugTemplate lines = this.lines;
		lines.insert(Map.of("orderId", "s-1", "line", 1, "article", "ink", "quantity", 1));
		// tag::batch-upsert
		lines.batchUpsert(List.of(Map.of("orderId", "s-1", "line", 1, "quantity", 2),
				Map.of("orderId", "s-1", "line", 2, "article", "pen", "quantity", 1)))
			.requireComplete();
		// end::batch-upsert
		assertThat(lines.get(ItemKey.of("s-1", 1)).orElseThrow()).containsEntry("article", "ink")
			.containsEntry("quantity", new BigDecimal(2));
		assertThat(lines.get(ItemKey.of("s-1", 2))).isPresent();
	}

	@Test
	void readsAStreamOfKeys() {
		DaplugTemplate orders = this.orders;
		place("t-1");
		List<ItemKey> missing = new ArrayList<>();
		List<Order> exported = new ArrayList<>();
		Stream<ItemKey> keys = Stream.of(ItemKey.of("t-1"), ItemKey.of("t-9"));
		// tag::batch-get-stream
		try (Stream<Order> found = orders.batchGet(keys, Order.class, (options) -> options.onMissing(missing::add))) {
			found.forEach(exported::add);
		}
		// end::batch-get-stream
		assertThat(missing).containsExactly(ItemKey.of("t-9"));
		assertThat(exported).singleElement().satisfies((order) -> assertThat(order.orderId()).isEqualTo("t-1"));
	}

}
