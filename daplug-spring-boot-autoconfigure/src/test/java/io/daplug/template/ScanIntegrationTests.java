package io.daplug.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.expression.Condition;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.model.ScanOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for scans, on one thread and on several.
 */
class ScanIntegrationTests {

	private static final int COUNT = 400;

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.hashPrefix("o#"));

	@BeforeAll
	static void storeItems() {
		List<Map<String, Object>> items = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			items.add(Map.of("id", "" + i, "size", i, "text", "x".repeat(20_000)));
		}
		TABLE.template().batchOverwrite(items).requireComplete();
	}

	@Test
	void bringsEveryItemOnce() {
		Set<Object> seen = new HashSet<>();
		TABLE.template().scan().stream().forEach((item) -> assertThat(seen.add(item.get("id"))).isTrue());
		assertThat(seen).hasSize(COUNT).contains("0", "" + (COUNT - 1));
	}

	@Test
	void bringsEveryItemOnceFromParallelSegments() {
		try (CountedRequests requests = new CountedRequests()) {
			List<Object> ids = TABLE.quiet(requests.client())
				.scan((scan) -> scan.segments(4).project("id"))
				.stream()
				.map((item) -> item.get("id"))
				.toList();
			assertThat(ids).hasSize(COUNT).doesNotHaveDuplicates();
			assertThat(requests.operations()).hasSizeGreaterThanOrEqualTo(8).containsOnly("Scan");
		}
		awaitNoScanThreads();
	}

	@Test
	void filtersAndLimits() {
		assertThat(TABLE.template().scan((scan) -> scan.filter(Condition.attribute("size").isLessThan(5))).list())
			.hasSize(5);
		assertThat(TABLE.template()
			.scan((scan) -> scan.filter(Condition.attribute("size").isLessThan(5)).limit(2).consistentRead(true))
			.list()).hasSize(2);
	}

	@Test
	void endsItsThreadsWhenTheLimitIsReached() {
		assertThat(TABLE.template().scan((scan) -> scan.segments(3).limit(7)).list()).hasSize(7);
		awaitNoScanThreads();
	}

	@Test
	void endsItsThreadsWhenItIsClosedEarly() {
		AtomicBoolean first = new AtomicBoolean(true);
		CountDownLatch looked = new CountDownLatch(1);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			// Threads that have read all there is room for end by themselves.
			if (!first.getAndSet(false)) {
				await(looked);
			}
			return server.get();
		});
		try (Stream<Map<String, Object>> items = TABLE.template(client).scan((scan) -> scan.segments(3)).stream()) {
			Iterator<Map<String, Object>> iterator = items.iterator();
			assertThat(iterator.next()).containsKey("id");
			assertThat(scanThreads()).isNotEmpty();
			looked.countDown();
		}
		awaitNoScanThreads();
	}

	@Test
	void readsAsManySegmentsAtATimeAsItIsTold() {
		// A thread that finds no room ends, and another one reads on later: names are no
		// measure.
		Set<String> threads = ConcurrentHashMap.newKeySet();
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			threads.add(Thread.currentThread().getName());
			most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
			try {
				return server.get();
			}
			finally {
				underWay.decrementAndGet();
			}
		});
		assertThat(TABLE.template(client).scan((scan) -> scan.segments(40).parallelism(3)).list()).hasSize(COUNT)
			.doesNotHaveDuplicates();
		assertThat(threads).isNotEmpty().allMatch((name) -> name.matches("daplug-scan-\\d+"));
		assertThat(most).hasValueBetween(1, 3);
		most.set(0);
		assertThat(TABLE.template(client).scan((scan) -> scan.segments(40)).count()).isEqualTo(COUNT);
		assertThat(most).hasValueBetween(1, 8);
		awaitNoScanThreads();
	}

	@Test
	void readsOnOneThreadEachUntilAllOfThemAreBusy() {
		CountDownLatch busy = new CountDownLatch(8);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			busy.countDown();
			await(busy);
			return server.get();
		});
		assertThat(TABLE.template(client).scan((scan) -> scan.segments(100)).first()).isPresent();
		awaitNoScanThreads();
	}

	@Test
	@DisplayName("a million segments, DynamoDB's limit, take no more threads than eight")
	void takesAMillionSegments() {
		AtomicInteger segment = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			assertThat(((ScanRequest) request).totalSegments()).isEqualTo(1_000_000);
			segment.incrementAndGet();
			return ScanResponse.builder().items(List.of(Map.of("id", StoredTable.text("o#1")))).count(1).build();
		});
		try (Stream<Map<String, Object>> items = TABLE.template(client)
			.scan((scan) -> scan.segments(1_000_000))
			.stream()) {
			assertThat(items.iterator().next()).containsEntry("id", "1");
			assertThat(scanThreads()).hasSizeLessThanOrEqualTo(8);
		}
		awaitNoScanThreads();
		assertThat(segment).hasValueLessThan(1_000_000);
		assertThatIllegalArgumentException().isThrownBy(() -> ScanOptions.of((scan) -> scan.segments(1_000_001)))
			.withMessage("'segments' must be 1 to 1000000, not 1000001");
	}

	@Test
	void takesItsThreadsFromTheFactory() {
		Set<String> threads = ConcurrentHashMap.newKeySet();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			threads.add(Thread.currentThread().getName());
			return server.get();
		});
		List<Integer> limits = new CopyOnWriteArrayList<>();
		DaplugTemplate template = DaplugTemplate.builder(client, TABLE.definition()).executors((name, concurrency) -> {
			limits.add(concurrency);
			return TaskExecutorFactory.simple().createForWorkers("own-" + name, concurrency);
		}).build();
		ItemScan<Map<String, Object>> scan = template.scan((options) -> options.segments(5).parallelism(50));
		assertThat(limits).isEmpty();
		assertThat(scan.list()).hasSize(COUNT);
		assertThat(limits).as("no more threads than segments").containsExactly(5);
		assertThat(threads).allMatch((name) -> name.startsWith("own-daplug-scan-"));
	}

	@Test
	void refusesParallelismOfOneSegment() {
		assertThatIllegalStateException().isThrownBy(() -> ScanOptions.of((scan) -> scan.parallelism(2)))
			.withMessageContaining("'parallelism' needs 'segments'");
	}

	@Test
	void startsNoThreadBeforeAnItemIsAskedFor() {
		try (CountedRequests requests = new CountedRequests()) {
			TABLE.quiet(requests.client()).scan((scan) -> scan.segments(3)).stream().close();
			assertThat(requests.operations()).isEmpty();
		}
	}

	@Test
	void failsWithWhatMadeASegmentFail() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof ScanRequest scan && Integer.valueOf(1).equals(scan.segment())) {
				throw DynamoDbException.builder().message("Segment 1 is unwell").build();
			}
			return server.get();
		});
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> TABLE.template(client).scan((scan) -> scan.segments(3)).list())
			.withMessageContaining("scan on table 'orders' failed")
			.withMessageContaining("Segment 1 is unwell");
		awaitNoScanThreads();
	}

	@Test
	void doesNotWaitForASegmentThatEndedInAnError() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof ScanRequest scan && Integer.valueOf(1).equals(scan.segment())) {
				throw new NoClassDefFoundError("gone");
			}
			return server.get();
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> TABLE.template(client).scan((scan) -> scan.segments(3)).list())
			.withCauseInstanceOf(NoClassDefFoundError.class);
		awaitNoScanThreads();
	}

	@Test
	void refusesToStartSegmentsAfterAKey() {
		assertThatIllegalStateException()
			.isThrownBy(() -> TABLE.template().scan((scan) -> scan.segments(2).startAfter(ItemKey.of("a"))).list())
			.withMessageContaining("'segments'")
			.withMessageContaining("'startAfter'");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			// The stream was closed before this segment was needed.
			Thread.currentThread().interrupt();
		}
	}

	private static void awaitNoScanThreads() {
		LongPatience.await().until(() -> scanThreads().isEmpty());
	}

	private static List<String> scanThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("daplug-scan-"))
			.toList();
	}

}
