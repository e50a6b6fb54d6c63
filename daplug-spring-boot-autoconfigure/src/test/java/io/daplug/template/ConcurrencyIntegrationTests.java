package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.template.model.DuplicateItemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many writers of one item.
 */
@Timeout(120)
class ConcurrencyIntegrationTests {

	private static final int THREADS = 16;

	private static final int UPDATES = 200;

	private static final ItemKey KEY = ItemKey.of("a");

	@Test
	@DisplayName("(P18) 16 threads that read, add one and write lose no update")
	void losesNoUpdate() throws Exception {
		StoredTable table = StoredTable.counted();
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		template.insert(Map.of("id", "a", "count", 0));
		List<Integer> stale = together(THREADS, () -> {
			int refused = 0;
			Map<String, Object> seen = template.get(KEY).orElseThrow();
			for (int written = 0; written < UPDATES;) {
				BigDecimal next = requireNonNull((BigDecimal) seen.get("count")).add(BigDecimal.ONE);
				Object version = seen.get("version");
				try {
					seen = template.update(KEY, Map.of("count", next, "version", version));
					written++;
				}
				catch (StaleItemException ex) {
					refused++;
					seen = ex.stored().map((item) -> item.toMap()).orElseThrow();
				}
			}
			return refused;
		});
		assertThat(stale.stream().mapToInt(Integer::intValue).sum()).as("the threads did meet").isPositive();
		assertThat(table.stored("a")).containsEntry("count", number(THREADS * UPDATES))
			.containsEntry("version", number(THREADS * UPDATES + 1));
	}

	@RepeatedTest(3)
	@DisplayName("(P18) of two writers that send the same new value exactly one wins")
	void letsOneOfTwoEqualWritersWin() throws Exception {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("modified")));
		table.put(Map.of("id", text("a"), "modified", text("2026-01-01")));
		CyclicBarrier bothHaveRead = new CyclicBarrier(2);
		FaultyClient.Fault waiting = (request, server) -> {
			if (request instanceof PutItemRequest) {
				pass(bothHaveRead);
			}
			return server.get();
		};
		List<Boolean> won = new ArrayList<>();
		List<Callable<Boolean>> writers = IntStream.range(0, 2).<Callable<Boolean>>mapToObj((writer) -> () -> {
			try {
				// A client of its own, as another process has it: writers of one client
				// take turns.
				table.template(FaultyClient.with(waiting))
					.update(KEY, Map.of("modified", "2026-01-02", "writer", writer));
				return true;
			}
			catch (StaleItemException ex) {
				return false;
			}
		}).toList();
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			for (Future<Boolean> writer : executor.invokeAll(writers)) {
				won.add(writer.get());
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(won).containsExactlyInAnyOrder(true, false);
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	@DisplayName("(P18) of many inserts of one key exactly one wins")
	void letsOneInsertWin() throws Exception {
		StoredTable table = StoredTable.plain();
		List<Boolean> won = together(8, () -> {
			try {
				table.template().insert(Map.of("id", "a", "thread", Thread.currentThread().getName()));
				return true;
			}
			catch (DuplicateItemException ex) {
				return false;
			}
		});
		assertThat(won).filteredOn((wins) -> wins).hasSize(1);
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	@DisplayName("(P8) calls that are given the same map share nothing, and leave it as it was")
	void sharesNothingBetweenCalls() throws Exception {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#")
			.rangeKey("line")
			.schema("Order")
			.idempotence(StoredTable.COUNTED));
		Map<String, Object> nested = new TreeMap<>(Map.of("city", "Ulm", "planet", "Earth"));
		Map<String, Object> item = new TreeMap<>(
				Map.of("id", "a", "address", nested, "tags", new ArrayList<>(List.of("x"))));
		List<Object> returned = together(8, () -> {
			String line = Thread.currentThread().getName();
			Map<String, Object> own = new TreeMap<>(item);
			own.put("line", line);
			Map<String, Object> inserted = table.template().insert(own);
			assertThat(own).isEqualTo(with(item, line));
			table.template().update(ItemKey.of("a", line), item);
			table.template().batchOverwrite(List.of(own), (options) -> options.guarded(false));
			return inserted.get("address");
		});
		assertThat(item)
			.isEqualTo(Map.of("id", "a", "address", Map.of("city", "Ulm", "planet", "Earth"), "tags", List.of("x")));
		assertThat(returned).allMatch(Map.of("city", "Ulm")::equals);
		assertThat(table.items()).hasSize(8)
			.allSatisfy((stored) -> assertThat(stored).containsEntry("id", text("o#a")));
		assertThat(nested).hasSize(2);
	}

	private static Map<String, Object> with(Map<String, Object> item, String line) {
		Map<String, Object> copy = new TreeMap<>(item);
		copy.put("line", line);
		return copy;
	}

	private static void pass(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> List<T> together(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads);
			List<T> results = new ArrayList<>();
			List<Callable<T>> calls = IntStream.range(0, threads).<Callable<T>>mapToObj((thread) -> () -> {
				start.await();
				return work.call();
			}).toList();
			for (Future<T> result : executor.invokeAll(calls)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

}
