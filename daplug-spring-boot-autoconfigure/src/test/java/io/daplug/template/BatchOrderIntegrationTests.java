package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.BatchStoppedException;
import io.daplug.template.batch.DuplicateKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.BatchIntegrationTests.orders;
import static io.daplug.template.StoredTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what a batch leaves can be sent again in its order.
 */
@Timeout(60)
class BatchOrderIntegrationTests {

	private final StoredTable table = StoredTable.plain();

	private final StoredTable counted = StoredTable.counted();

	/** Lacks capacity for the first request of each key. */
	private DynamoDbClient lackingCapacityAtFirst() {
		return FaultyClient.with((request, server) -> {
			if (number(1).equals(((PutItemRequest) request).item().get("total"))) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
	}

	private static Map<String, Object> item(String id, int total) {
		return Map.of("id", id, "total", total);
	}

	@Test
	void leavesLaterEntriesOfAKeyBehindOneThatIsLeft() {
		List<Object> left = new ArrayList<>();
		Stream<Map<String, Object>> items = Stream.of(item("a", 1), item("b", 2), item("a", 3), item("a", 4));
		BatchCounts counts = this.counted.template(lackingCapacityAtFirst())
			.batchOverwrite(items,
					(options) -> options.deadline(Duration.ZERO)
						.duplicates(DuplicateKeys.IN_ORDER)
						.onUnprocessed(left::add));
		assertThat(counts.written()).isEqualTo(1);
		assertThat(left).containsExactly(item("a", 1), item("a", 3), item("a", 4));
		assertThat(this.counted.items()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("total", number(2)));
	}

	@Test
	void leavesThemInACollectionToo() {
		for (int parallelism : new int[] { 1, 8 }) {
			BatchResult<Map<String, Object>> result = this.counted.template(lackingCapacityAtFirst())
				.batchOverwrite(List.of(item("a", 1), item("a", 3)),
						(options) -> options.deadline(Duration.ZERO)
							.parallelism(parallelism)
							.duplicates(DuplicateKeys.IN_ORDER));
			assertThat(result.unprocessed()).containsExactly(item("a", 1), item("a", 3));
			assertThat(this.counted.items()).isEmpty();
		}
	}

	@Test
	void finishesWhatIsUnderWayWhenACallbackOfACollectionFails() {
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (requests.incrementAndGet() == 2) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		List<Object> left = new ArrayList<>();
		IllegalStateException broken = new IllegalStateException("no screen");
		assertThatExceptionOfType(BatchStoppedException.class).isThrownBy(() -> this.table.template(client)
			.batchOverwrite(orders(500),
					(options) -> options.parallelism(2)
						.onUnprocessed(left::add)
						.onProgress(Duration.ZERO, (progress) -> {
							throw broken;
						})))
			.withCause(broken)
			.satisfies((ex) -> {
				assertThat(ex.counts().taken()).isEqualTo(500);
				assertThat(ex.counts().unprocessed()).isPositive().isEqualTo(left.size());
				assertThat(ex.counts().written()).isEqualTo(this.table.items().size()).isGreaterThanOrEqualTo(50);
				assertThat(ex.counts().failed() + ex.counts().uncertain()).isZero();
			});
		List<Object> all = new ArrayList<>(orders(500));
		all.removeAll(left);
		assertThat(all).as("only what was never sent is left").hasSize(this.table.items().size());
		assertThat(left).isEqualTo(orders(500).subList(500 - left.size(), 500));
		assertThat(left).hasOnlyElementsOfType(Order.class);
	}

}
