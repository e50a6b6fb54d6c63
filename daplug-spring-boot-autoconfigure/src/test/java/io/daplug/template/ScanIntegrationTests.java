package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
		TABLE.template().scan().forEach((item) -> assertThat(seen.add(item.get("id"))).isTrue());
		assertThat(seen).hasSize(COUNT).contains("0", "" + (COUNT - 1));
	}

	@Test
	void bringsEveryItemOnceFromParallelSegments() {
		try (CountedRequests requests = new CountedRequests()) {
			List<Object> ids = TABLE.quiet(requests.client())
				.scan((scan) -> scan.segments(4).project("id"))
				.map((item) -> item.get("id"))
				.toList();
			assertThat(ids).hasSize(COUNT).doesNotHaveDuplicates();
			assertThat(requests.operations()).hasSizeGreaterThanOrEqualTo(8).containsOnly("Scan");
		}
		awaitNoScanThreads();
	}

	@Test
	void filtersAndLimits() {
		assertThat(TABLE.template().scan((scan) -> scan.filter(Condition.attribute("size").isLessThan(5)))).hasSize(5);
		assertThat(TABLE.template()
			.scan((scan) -> scan.filter(Condition.attribute("size").isLessThan(5)).limit(2).consistentRead(true)))
			.hasSize(2);
	}

	@Test
	void endsItsThreadsWhenTheLimitIsReached() {
		assertThat(TABLE.template().scan((scan) -> scan.segments(3).limit(7)).toList()).hasSize(7);
		awaitNoScanThreads();
	}

	@Test
	void endsItsThreadsWhenItIsClosedEarly() {
		try (Stream<Map<String, Object>> items = TABLE.template().scan((scan) -> scan.segments(3))) {
			Iterator<Map<String, Object>> iterator = items.iterator();
			assertThat(iterator.next()).containsKey("id");
			assertThat(scanThreads()).isNotEmpty();
		}
		awaitNoScanThreads();
	}

	@Test
	void startsNoThreadBeforeAnItemIsAskedFor() {
		try (CountedRequests requests = new CountedRequests()) {
			TABLE.quiet(requests.client()).scan((scan) -> scan.segments(3)).close();
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
			.isThrownBy(() -> TABLE.template(client).scan((scan) -> scan.segments(3)).toList())
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
			.isThrownBy(() -> TABLE.template(client).scan((scan) -> scan.segments(3)).toList())
			.withCauseInstanceOf(NoClassDefFoundError.class);
		awaitNoScanThreads();
	}

	@Test
	void refusesToStartSegmentsAfterAKey() {
		assertThatIllegalStateException()
			.isThrownBy(() -> TABLE.template().scan((scan) -> scan.segments(2).startAfter(ItemKey.of("a"))))
			.withMessageContaining("'segments'")
			.withMessageContaining("'startAfter'");
	}

	private static void awaitNoScanThreads() {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> scanThreads().isEmpty());
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
