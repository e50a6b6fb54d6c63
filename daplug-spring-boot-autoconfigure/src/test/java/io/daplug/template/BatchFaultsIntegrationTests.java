package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.dynamodb.ApplicationClosedException;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static io.daplug.template.BatchIntegrationTests.keys;
import static io.daplug.template.BatchIntegrationTests.orders;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for batches that DynamoDB carries out in part: nothing is lost, and nothing is
 * announced that was not written.
 */
@Timeout(60)
class BatchFaultsIntegrationTests {

	@Test
	@DisplayName("(P11) (P13) what is left unprocessed is sent again until it is written, and announced once")
	void sendsUnprocessedEntriesAgain() {
		StoredTable table = StoredTable.plain();
		AtomicInteger faults = new AtomicInteger(6);
		BatchResult<Order> result = table.template(FaultyClient.leavingUnprocessed(faults)).batchOverwrite(orders(60));
		assertThat(faults).hasNonPositiveValue();
		assertThat(result.complete()).isTrue();
		assertThat(result.written()).containsExactlyInAnyOrderElementsOf(orders(60));
		assertThat(table.items()).hasSize(60);
		assertThat(table.changes()).extracting(ItemChange::key).containsExactlyInAnyOrderElementsOf(keys(60));
	}

	@Test
	@DisplayName("(P11) (P12) (P13) what is left after the deadline comes back as data, is not announced, and not sent later")
	void returnsWhatIsLeftAfterTheDeadline() {
		StoredTable table = StoredTable.plain();
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			requests.incrementAndGet();
			List<WriteRequest> writes = ((BatchWriteItemRequest) request).requestItems()
				.get(table.definition().tableName());
			return (requests.get() == 1) ? server.get()
					: BatchWriteItemResponse.builder()
						.unprocessedItems(Map.of(table.definition().tableName(), writes))
						.build();
		});
		BatchResult<Order> result = table.template(client)
			.batchOverwrite(orders(60), (options) -> options.deadline(Duration.ofMillis(150)).parallelism(1));
		int sent = requests.get();
		assertThat(result.written()).isEqualTo(orders(25));
		assertThat(result.unprocessed()).isEqualTo(orders(60).subList(25, 60));
		assertThat(result.failed()).isEmpty();
		assertThat(table.changes()).extracting(ItemChange::key).containsExactlyElementsOf(keys(25));
		assertThat(table.items()).hasSize(25);
		assertThat(requests).hasValue(sent);
	}

	@Test
	void triesOnceWithoutTimeToTryAgain() {
		StoredTable table = StoredTable.plain();
		assertThat(table.template()
			.batchOverwrite(orders(30), (options) -> options.deadline(Duration.ZERO))
			.requireComplete()
			.written()).hasSize(30);
	}

	@Test
	@DisplayName("(P11) written, failed, unprocessed and superseded entries are those that were given, whatever fails")
	void accountsForEveryEntry() {
		StoredTable table = StoredTable.plain();
		AtomicInteger number = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> switch (number.incrementAndGet() % 4) {
			case 0 -> throw DynamoDbException.builder().message("Refused").build();
			case 1 -> server.get();
			case 2 -> throw FaultyClient.throttled();
			default -> throw new IllegalStateException("Connection pool shut down");
		});
		List<Order> given = new ArrayList<>(orders(500));
		given.addAll(orders(20));
		BatchResult<Order> result = table.template(client)
			.batchOverwrite(given, (options) -> options.deadline(Duration.ofSeconds(1)));
		assertThat(result.written()).isNotEmpty();
		assertThat(result.failed()).isNotEmpty();
		assertThat(result.superseded()).hasSize(20);
		assertThat(result.written().size() + result.failed().size() + result.unprocessed().size()
				+ result.superseded().size())
			.isEqualTo(given.size());
		Set<Order> seen = new HashSet<>(result.written());
		result.failed().forEach((failure) -> assertThat(seen.add(failure.entry())).isTrue());
		result.unprocessed().forEach((entry) -> assertThat(seen.add(entry)).isTrue());
		assertThat(seen).hasSize(500);
		assertThat(table.items()).hasSameSizeAs(result.written());
		assertThat(table.changes()).hasSameSizeAs(result.written());
	}

	@Test
	void doesNotLoseTheOtherChunksWhenOneFails() {
		StoredTable table = StoredTable.plain();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request.toString().contains("S=30)")) {
				throw new IllegalStateException("Connection pool shut down");
			}
			return server.get();
		});
		BatchResult<Order> result = table.template(client).batchOverwrite(orders(100));
		assertThat(result.written()).hasSize(75);
		assertThat(result.failed()).hasSize(25)
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(ApplicationClosedException.class)
				.hasRootCauseMessage("Connection pool shut down"));
		assertThat(table.items()).hasSize(75);
	}

	@Test
	@DisplayName("(P40) a throttled chunk is tried again within the deadline")
	void triesThrottledChunksAgain() {
		StoredTable table = StoredTable.plain();
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (requests.incrementAndGet() <= 3) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		assertThat(table.template(client).batchOverwrite(orders(10)).requireComplete().written()).hasSize(10);
		assertThat(requests).hasValue(4);
	}

	@Test
	@DisplayName("(P18) (P40) a throttled guarded write is tried again with the value that the caller sent")
	void triesThrottledGuardedWritesAgain() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "b"));
		Set<Object> throttled = ConcurrentHashMap.newKeySet();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			Object key = (request instanceof PutItemRequest put) ? put.item().get("id")
					: (request instanceof DeleteItemRequest delete) ? delete.key().get("id") : null;
			if (key != null && throttled.add(key)) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		BatchResult<Map<String, Object>> result = table.template(client)
			.batchOverwrite(List.of(Map.of("id", "a"), Map.of("id", "b", "version", 1)));
		assertThat(result.failed()).isEmpty();
		assertThat(table.stored("a")).containsEntry("version", StoredTable.number(1));
		assertThat(table.stored("b")).containsEntry("version", StoredTable.number(2));
		throttled.clear();
		assertThat(table.template(client).batchDelete(keys(0)).complete()).isTrue();
		assertThat(table.template(client)
			.batchDelete(List.of(ItemKey.of("a"), ItemKey.of("b")))
			.requireComplete()
			.written()).hasSize(2);
		assertThat(throttled).hasSize(2);
	}

	@Test
	void endsSoonWhenInterruptedAndSaysWhatIsLeft() throws Exception {
		StoredTable table = StoredTable.plain();
		CountDownLatch underWay = new CountDownLatch(2);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			requests.incrementAndGet();
			underWay.countDown();
			await(goOn);
			return server.get();
		});
		CompletableFuture<BatchResult<Order>> result = new CompletableFuture<>();
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			result.complete(table.template(client).batchOverwrite(orders(1000), (options) -> options.parallelism(2)));
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		caller.start();
		await(underWay);
		caller.interrupt();
		LongPatience.await().until(() -> !caller.isInterrupted());
		goOn.countDown();
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(requests.get()).isLessThan(10);
		assertThat(result.get().unprocessed()).isNotEmpty();
		assertThat(result.get().written()).hasSize(requests.get() * 25);
		assertThat(result.get().failed()).isEmpty();
		assertThat(result.get().written().size() + result.get().unprocessed().size()).isEqualTo(1000);
		assertThat(table.items()).hasSameSizeAs(result.get().written());
	}

	@Test
	void leavesUnprocessedWhatAnInterruptedThreadCannotSend() throws ExecutionException, InterruptedException {
		StoredTable table = StoredTable.plain();
		StoredTable guarded = StoredTable.counted();
		CompletableFuture<List<BatchResult<Order>>> results = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			List<BatchResult<Order>> both = List.of(table.template().batchOverwrite(orders(20)),
					guarded.template().batchOverwrite(orders(20), (options) -> options.parallelism(1)));
			assertThat(Thread.interrupted()).isTrue();
			return both;
		});
		assertThat(results.get()).allSatisfy((result) -> {
			assertThat(result.failed()).isEmpty();
			assertThat(result.unprocessed()).isEqualTo(orders(20));
		});
		assertThat(table.items()).isEmpty();
	}

	@Test
	void takesItemsWhoseHashCodeIsBroken() {
		record Broken(String id) {

			@Override
			public int hashCode() {
				throw new IllegalStateException("No hash code");
			}

		}
		StoredTable table = StoredTable.plain();
		List<Broken> items = IntStream.range(0, 30).mapToObj((i) -> new Broken("" + i)).toList();
		assertThat(
				table.template(FaultyClient.leavingUnprocessed(new AtomicInteger(2))).batchOverwrite(items).written())
			.hasSize(30);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
