package io.daplug.template;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.ItemCache;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for reads through a cache that fail, or that very many want at once.
 */
class CacheFaultsIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final int THREADS = 10_000;

	private final StoredTable table = StoredTable.of((table) -> table.cache(CacheDefinition.DEFAULTS));

	@Test
	void tenThousandThreadsThatWantOneKeyMakeOneRequest() throws InterruptedException {
		this.table.put(Map.of("id", text("a"), "total", number(1)));
		CountDownLatch begun = new CountDownLatch(THREADS);
		AtomicInteger requests = new AtomicInteger();
		DaplugTemplate template = this.table.quiet(FaultyClient.with((request, server) -> {
			requests.incrementAndGet();
			await(begun);
			return server.get();
		}));
		Set<Object> totals = ConcurrentHashMap.newKeySet();
		CountDownLatch ended = new CountDownLatch(THREADS);
		IntStream.range(0, THREADS).forEach((number) -> {
			Thread reader = new Thread(null, () -> {
				begun.countDown();
				totals.add(String.valueOf(template.get(KEY).orElseThrow().get("total")));
				ended.countDown();
			}, "reader", 512 * 1024);
			reader.setDaemon(true);
			reader.start();
		});
		assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(totals).containsExactly("1");
		assertThat(requests).hasValue(1);
	}

	@Test
	void aReadThatFailsIsToldAndNotKept() {
		this.table.put(Map.of("id", text("a")));
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (requests.incrementAndGet() == 1) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		DaplugTemplate template = this.table.quiet(client);
		assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> template.get(KEY))
			.withMessageContaining("orders");
		assertThat(template.get(KEY)).isPresent();
		assertThat(template.get(KEY)).isPresent();
		assertThat(requests).hasValue(2);
	}

	@Test
	void aCacheThatKeepsItemsOfAnotherTableIsRefused() {
		ItemCache cache = ItemCache.of(CacheDefinition.DEFAULTS);
		DynamoDbClient client = FaultyClient.with((request, server) -> server.get());
		TableDefinition orders = TableDefinition.named("orders").hashKey("id").build();
		DaplugTemplate first = DaplugTemplate.builder(client, orders).cache(cache).build();
		DaplugTemplate again = DaplugTemplate.builder(client, orders).cache(cache).build();
		TableDefinition other = TableDefinition.named("customers").tableName("c").hashKey("id").build();
		assertThatIllegalStateException().isThrownBy(() -> DaplugTemplate.builder(client, other).cache(cache).build())
			.withMessage("'cache' of table 'c' keeps items of table 'orders'; give each table a cache of its own");
		assertThat(Stream.of(first, again).map((template) -> TableCache.of(template).orElseThrow().cache()))
			.containsExactly(cache, cache);
	}

	private static void await(CountDownLatch latch) {
		try {
			// No assertion: its classes do not fit on a small stack when they are loaded.
			if (!latch.await(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Not all readers have begun");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
