package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.template.batch.IncompleteRewriteException;
import io.daplug.template.batch.RewriteCounts;
import io.daplug.template.batch.RewriteProgress;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.RewriteOptions;
import io.daplug.version.SchemaUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.VersionedTable.VERSION;
import static io.daplug.template.VersionedTable.key;
import static io.daplug.template.VersionedTable.storedOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of rewrites that read a table in segments.
 */
class SegmentedRewriteIntegrationTests {

	private static final int ITEMS = 60;

	private static final int SEGMENTS = 4;

	private final VersionedTable table = VersionedTable.plain();

	private void store() {
		IntStream.range(0, ITEMS).forEach((number) -> this.table.first("i" + number, "Ann Lee"));
	}

	private void assertAllAreCurrent() {
		assertThat(this.table.items()).hasSize(ITEMS)
			.allSatisfy((item) -> assertThat(item).containsEntry(VERSION, number(3)));
	}

	private static RewriteCounts counts(long rewritten, long current) {
		return new RewriteCounts(rewritten, current, 0, 0, 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 8 })
	void readsEachSegmentAndCountsAllItems(int parallelism) {
		store();
		this.table.put(storedOrder("current", "Cid", "Fox"));
		Set<Integer> segments = ConcurrentHashMap.newKeySet();
		DynamoDbClient client = FaultyClient.pagesOf(5, (request, server) -> {
			if (request instanceof ScanRequest scan) {
				assertThat(scan.totalSegments()).isEqualTo(SEGMENTS);
				segments.add(scan.segment());
			}
			return server.get();
		});
		List<RewriteProgress> told = new CopyOnWriteArrayList<>();
		RewriteResult result = this.table.release(3, client)
			.rewrite((rewrite) -> rewrite.segments(SEGMENTS).parallelism(parallelism).onProgress(told::add));
		assertThat(result).isEqualTo(new RewriteResult(counts(ITEMS, 1), List.of(), null));
		assertThat(segments).containsExactlyInAnyOrder(0, 1, 2, 3);
		RewriteProgress last = told.get(told.size() - 1);
		assertThat(last.position()).isNull();
		assertThat(last.counts()).isEqualTo(counts(ITEMS, 1));
		assertThat(told).allSatisfy((progress) -> assertThat(progress.perSecond()).isPositive());
	}

	@Test
	void goesOnInEachSegmentWhereItWas() {
		store();
		Set<Integer> through = ConcurrentHashMap.newKeySet();
		AtomicInteger pages = new AtomicInteger();
		IncompleteRewriteException ended = incomplete(this.table.release(3, FaultyClient.pagesOf(5)),
				(rewrite) -> rewrite.segments(SEGMENTS).parallelism(2).onProgress((progress) -> {
					if (pages.incrementAndGet() == 6) {
						throw new IllegalStateException("stop");
					}
				}));
		assertThat(ended).hasCauseInstanceOf(IllegalStateException.class);
		assertThat(pages).hasValue(6);
		String position = Objects.requireNonNull(ended.result().position());
		List<String> places = List.of(position.split("\\.", -1)).subList(2, 2 + SEGMENTS);
		IntStream.range(0, SEGMENTS).filter((segment) -> places.get(segment).equals("~")).forEach(through::add);
		DynamoDbClient client = FaultyClient.pagesOf(5, (request, server) -> {
			if (request instanceof ScanRequest scan) {
				assertThat(through).doesNotContain(scan.segment());
				assertThat(scan.hasExclusiveStartKey() || places.get(scan.segment()).isEmpty()).isTrue();
			}
			return server.get();
		});
		RewriteResult rest = this.table.release(3, client)
			.rewrite((rewrite) -> rewrite.segments(SEGMENTS).position(position));
		assertThat(ended.result().rewritten() + rest.rewritten()).isEqualTo(ITEMS);
		assertThat(rest.current()).isLessThan(ended.result().rewritten());
		assertAllAreCurrent();
	}

	@Test
	void endsWithAllSegmentsWhenItsCallerIsInterrupted() {
		store();
		Thread caller = Thread.currentThread();
		AtomicInteger updates = new AtomicInteger();
		DynamoDbClient client = FaultyClient.pagesOf(5, (request, server) -> {
			if (request instanceof UpdateItemRequest && updates.incrementAndGet() == 20) {
				caller.interrupt();
			}
			while (caller.isInterrupted() && Thread.currentThread() != caller) {
				Thread.onSpinWait();
			}
			return server.get();
		});
		IncompleteRewriteException ended = incomplete(this.table.release(3, client),
				(rewrite) -> rewrite.segments(SEGMENTS).unitsPerSecond(100));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(ended).hasNoCause().hasMessageContaining("was interrupted before it was through");
		RewriteResult rest = this.table.release(3)
			.rewrite((rewrite) -> rewrite.segments(SEGMENTS).position(ended.result().position()));
		assertThat(ended.result().rewritten() + rest.rewritten()).isEqualTo(ITEMS);
		assertAllAreCurrent();
	}

	@Test
	void endsWithAllSegmentsWhenOneCannotBeRead() {
		store();
		AtomicInteger scans = new AtomicInteger();
		DynamoDbClient client = FaultyClient.pagesOf(5, (request, server) -> {
			if (request instanceof ScanRequest && scans.incrementAndGet() == 5) {
				throw DynamoDbException.builder().message("no").statusCode(400).build();
			}
			return server.get();
		});
		IncompleteRewriteException ended = incomplete(this.table.release(3, client),
				(rewrite) -> rewrite.segments(SEGMENTS));
		assertThat(ended).hasMessageContaining("failed before it was through");
		assertThat(ended.getCause()).isNotNull();
		RewriteResult rest = this.table.release(3)
			.rewrite((rewrite) -> rewrite.segments(SEGMENTS).position(ended.result().position()));
		assertThat(ended.result().rewritten() + rest.rewritten()).isEqualTo(ITEMS);
		assertAllAreCurrent();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, SEGMENTS })
	void saysWhereItWasWhenAnErrorEndsIt(int segments) {
		store();
		AtomicInteger met = new AtomicInteger();
		SchemaUpcaster faulty = SchemaUpcaster.of("orders", 2, (item) -> {
			if (met.incrementAndGet() == 20) {
				throw new AssertionError("stop");
			}
			return VersionedTable.TO_3.upcast(item);
		});
		DaplugTemplate orders = this.table.release(3, FaultyClient.pagesOf(5), List.of(VersionedTable.TO_2, faulty));
		IncompleteRewriteException ended = incomplete(orders, (rewrite) -> rewrite.segments(segments).parallelism(1));
		assertThat(ended).hasRootCauseInstanceOf(AssertionError.class);
		assertThat(ended.result().rewritten()).isEqualTo(19);
		RewriteResult rest = orders
			.rewrite((rewrite) -> rewrite.segments(segments).position(ended.result().position()));
		assertThat(rest.rewritten()).isEqualTo(ITEMS - 19);
		assertAllAreCurrent();
	}

	@Test
	void refusesThePositionOfAnotherRewrite() {
		store();
		String position = stopped(SEGMENTS);
		DynamoDbClient silent = FaultyClient.with((request, server) -> {
			throw new AssertionError("Nothing is sent");
		});
		DaplugTemplate orders = this.table.release(3, silent);
		assertRefused(orders, position, 3,
				"The position belongs to a rewrite with 'segments' 4, and this one has 3; set 'segments' to 4, or begin without a position");
		assertRefused(orders, stopped(1), 2,
				"The position belongs to a rewrite with 'segments' 1, and this one has 2; set 'segments' to 1, or begin without a position");
		assertRefused(this.table.release(4, silent), position, SEGMENTS,
				"The position belongs to a rewrite to version 3, and this one is to version 4; begin without a position");
		for (String damaged : List.of("", "x", "3.4", "3.4.", position + ".", "x" + position,
				position.substring(0, position.lastIndexOf('.')))) {
			assertRefused(orders, damaged, SEGMENTS, "The position is damaged; begin without one");
		}
	}

	/** The position of a rewrite that was stopped in its first page. */
	private String stopped(int segments) {
		IncompleteRewriteException ended = incomplete(this.table.release(3, FaultyClient.pagesOf(1)),
				(rewrite) -> rewrite.segments(segments).parallelism(1).onProgress((progress) -> {
					throw new IllegalStateException("stop");
				}));
		return Objects.requireNonNull(ended.result().position());
	}

	private static void assertRefused(DaplugTemplate orders, String position, int segments, String message) {
		assertThatExceptionOfType(InvalidPageTokenException.class)
			.isThrownBy(() -> orders.rewrite((rewrite) -> rewrite.segments(segments).position(position)))
			.withMessage(message);
	}

	@Test
	void sendsNoMoreWritesAtOnceThanItMay() {
		store();
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch together = new CountDownLatch(SEGMENTS);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (!(request instanceof UpdateItemRequest)) {
				return server.get();
			}
			most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
			together.countDown();
			try {
				assertThat(together.await(1, TimeUnit.MINUTES)).isTrue();
				return server.get();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				underWay.decrementAndGet();
			}
		});
		assertThat(this.table.release(3, client)
			.rewrite((rewrite) -> rewrite.segments(SEGMENTS).parallelism(SEGMENTS))
			.rewritten()).isEqualTo(ITEMS);
		assertThat(most).hasValue(SEGMENTS);
	}

	@Test
	void losesNoWriteThatComesBetween() {
		store();
		AtomicBoolean first = new AtomicBoolean(true);
		List<RewriteResult> inner = new ArrayList<>();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof UpdateItemRequest && first.getAndSet(false)) {
				this.table.release(1).change(key("i7"), (change) -> change.add("total", 1));
				inner.add(this.table.release(3).rewrite((rewrite) -> rewrite.segments(2)));
			}
			return server.get();
		});
		RewriteCounts outer = this.table.release(3, client).rewrite((rewrite) -> rewrite.segments(SEGMENTS)).counts();
		assertThat(outer.rewritten() + inner.get(0).rewritten()).isEqualTo(ITEMS);
		assertThat(outer.rewritten() + outer.changed() + outer.current()).isEqualTo(ITEMS);
		assertThat(this.table.stored("i7")).containsEntry("total", number(6));
		assertAllAreCurrent();
	}

	@Test
	void refusesSegmentsThatThereCannotBe() {
		DaplugTemplate orders = this.table.release(3);
		for (int segments : List.of(0, 1001)) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> orders.rewrite((rewrite) -> rewrite.segments(segments)))
				.withMessage("'segments' must be 1 to 1000, not " + segments);
		}
		assertThatIllegalStateException()
			.isThrownBy(() -> orders.rewrite((rewrite) -> rewrite.hashKey("a").segments(2)))
			.withMessage("'segments' must not be set together with 'hashKey': only a scan has them");
	}

	private static IncompleteRewriteException incomplete(DaplugTemplate orders,
			Consumer<RewriteOptions.Builder> options) {
		return Objects
			.requireNonNull(catchThrowableOfType(IncompleteRewriteException.class, () -> orders.rewrite(options)));
	}

}
