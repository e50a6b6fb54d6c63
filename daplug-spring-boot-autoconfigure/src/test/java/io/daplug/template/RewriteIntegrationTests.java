package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.cache.CacheDefinition;
import io.daplug.capacity.ReadRules;
import io.daplug.capacity.ScanRule;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.IncompleteRewriteException;
import io.daplug.template.batch.RewriteCounts;
import io.daplug.template.batch.RewriteProgress;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.RewriteOptions;
import io.daplug.tenant.MissingTenantException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.UpcastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static io.daplug.fixture.LongPatience.await;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.VersionedTable.VERSION;
import static io.daplug.template.VersionedTable.key;
import static io.daplug.template.VersionedTable.storedOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of rewrites of items that earlier releases of the application wrote.
 */
class RewriteIntegrationTests {

	private final VersionedTable table = VersionedTable.plain();

	@AfterEach
	void isNotInterrupted() {
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void bringsAllItemsToTheCurrentVersionAndTellsNobody() {
		this.table.first("a", "Ann Lee");
		this.table.second("b", "Bob Ray");
		this.table.put(storedOrder("c", "Cid", "Fox"));
		DaplugTemplate orders = this.table.release(3);
		assertThat(orders.rewrite((rewrite) -> {
		})).isEqualTo(result(2, 1, 0, 0));
		assertThat(this.table.items()).containsExactlyInAnyOrder(storedOrder("a", "Ann", "Lee"),
				storedOrder("b", "Bob", "Ray"), storedOrder("c", "Cid", "Fox"));
		assertThat(this.table.changes()).isEmpty();
		assertThat(orders.as(VersionedTable.Order.class).rewrite((rewrite) -> {
		})).isEqualTo(result(0, 3, 0, 0));
	}

	@Test
	void rewritesTheItemsOfAHashKeyAlone() {
		this.table.first("a", "Ann Lee");
		this.table.first("b", "Bob Ray");
		assertThat(this.table.release(3).rewrite((rewrite) -> rewrite.hashKey("a")).rewritten()).isOne();
		assertThat(this.table.stored("a")).isEqualTo(storedOrder("a", "Ann", "Lee"));
		assertThat(this.table.stored("b")).doesNotContainKey(VERSION);
	}

	@Test
	void leavesItemsOfLaterVersionsAndCountsThem() {
		this.table.fourth("a");
		this.table.first("b", "Bob Ray");
		RewriteResult result = this.table.release(3).rewrite((rewrite) -> {
		});
		assertThat(result).isEqualTo(result(1, 0, 0, 1));
		assertThat(result.complete()).isFalse();
		assertThat(this.table.stored("a")).containsEntry(VERSION, number(4));
	}

	@Test
	void leavesItemsWithoutThePrefixOfTheTable() {
		VersionedTable prefixed = VersionedTable.of((table) -> table.hashPrefix("o#"));
		prefixed.first("o#a", "Ann Lee");
		prefixed.first("b", "Bob Ray");
		prefixed.first("o#", "Cid Fox");
		assertThat(prefixed.release(3).rewrite((rewrite) -> {
		}).rewritten()).isOne();
		assertThat(prefixed.stored("o#a")).isEqualTo(storedOrder("o#a", "Ann", "Lee"));
		assertThat(prefixed.stored("b")).doesNotContainKey(VERSION);
		assertThat(prefixed.stored("o#")).doesNotContainKey(VERSION);
	}

	@Test
	void leavesItemsOfOtherTenants() {
		VersionedTable shared = VersionedTable
			.of((table) -> table.hashPrefix("o#").tenant(TenantTable.TENANTS).unique("name"));
		for (String tenant : List.of("a", "b", "c")) {
			IntStream.range(0, 8).forEach((number) -> shared.first("T#%s#o#%d".formatted(tenant, number), "Ann Lee"));
		}
		// the upcaster to version 2 would change what is unique
		DaplugTemplate orders = shared.release(3, FaultyClient.pagesOf(3), List.of(same(1), same(2)));
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> orders.rewrite((rewrite) -> {
		}));
		List<String> positions = new ArrayList<>();
		RewriteResult result = orders.forTenant("b").rewrite((rewrite) -> rewrite.onProgress((progress) -> {
			if (progress.position() != null) {
				positions.add(progress.position());
			}
		}));
		assertThat(result).isEqualTo(result(8, 0, 0, 0));
		assertThat(shared.items()).hasSize(24)
			.allSatisfy((item) -> assertThat(item.containsKey(VERSION))
				.isEqualTo(String.valueOf(item.get("id")).contains("T#b#")));
		assertThat(positions).isNotEmpty();
		assertThat(orders.forTenant("b").rewrite((rewrite) -> rewrite.position(positions.get(0))).rewritten()).isZero();
	}

	private static SchemaUpcaster same(int from) {
		return SchemaUpcaster.of("orders", from, (item) -> item);
	}

	@Test
	void scansNoTableThatMustNotBeScanned() {
		VersionedTable refusing = VersionedTable.of((table) -> table.reads(new ReadRules(ScanRule.REFUSE, null)));
		refusing.first("a", "Ann Lee");
		DaplugTemplate orders = refusing.release(3);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> orders.rewrite((rewrite) -> {
		})).withMessage("Table 'orders' must not be scanned, as its 'reads.scan' says; rewrite it by hash keys");
		assertThat(orders.rewrite((rewrite) -> rewrite.hashKey("a")).rewritten()).isOne();
	}

	@Test
	void usesNoMoreWriteUnitsInASecondThanItMay() {
		store(4);
		long begin = System.nanoTime();
		assertThat(this.table.release(3).rewrite((rewrite) -> rewrite.unitsPerSecond(10)).rewritten()).isEqualTo(4);
		// the last of four items of a unit begins when three are paid for
		assertThat(System.nanoTime() - begin).isGreaterThan(250_000_000);
	}

	@Test
	void readsWhatWasCachedAgain() {
		VersionedTable cached = VersionedTable.of((table) -> table.cache(CacheDefinition.DEFAULTS));
		cached.first("a", "Ann Lee");
		DaplugTemplate orders = cached.release(3);
		assertThat(orders.get(key("a"), VersionedTable.Order.class)).isPresent();
		orders.rewrite((rewrite) -> {
		});
		assertThat(orders.get(key("a"), (read) -> read.project(VERSION)))
			.hasValueSatisfying((item) -> assertThat(item).hasToString("{_v=3}"));
	}

	@Test
	void reportsWhatAnUpcasterCannotBringForwardAndGoesOn() {
		store(30);
		this.table.first("bad", "Ann");
		RewriteResult result = this.table.release(3).rewrite((rewrite) -> {
		});
		assertThat(result.rewritten()).isEqualTo(30);
		assertThat(result.failed()).isOne();
		assertThat(result.failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isEqualTo(ItemKey.of("bad"));
			assertThat(failure.cause()).isInstanceOf(UpcastException.class);
		});
		assertThat(this.table.stored("bad")).doesNotContainKey(VERSION);
	}

	@Test
	void goesOnBeforeTheItemsThatFailedInARow() {
		AtomicBoolean mended = new AtomicBoolean();
		AtomicInteger met = new AtomicInteger();
		SchemaUpcaster faulty = SchemaUpcaster.of("orders", 2, (item) -> {
			if (met.getAndIncrement() >= 40 && !mended.get()) {
				throw new IllegalStateException("no");
			}
			return VersionedTable.TO_3.upcast(item);
		});
		IntStream.range(0, 200).forEach((number) -> this.table.second("i" + number, "Ann Lee"));
		DaplugTemplate orders = this.table.release(3, FaultyClient.pagesOf(20), List.of(VersionedTable.TO_2, faulty));
		IncompleteRewriteException ended = incomplete(orders, (rewrite) -> rewrite.parallelism(1));
		assertThat(ended.result().counts()).isEqualTo(new RewriteCounts(40, 0, 0, 0, 100));
		mended.set(true);
		RewriteResult rest = orders.rewrite((rewrite) -> rewrite.position(ended.result().position()));
		assertThat(rest).isEqualTo(result(160, 0, 0, 0));
		assertThat(this.table.items()).hasSize(200)
			.allSatisfy((item) -> assertThat(item).containsEntry(VERSION, number(3)));
	}

	@Test
	void endsWhereOneItemAfterTheOtherFails() {
		IntStream.range(0, 150).forEach((number) -> this.table.first("i" + number, "Ann"));
		IncompleteRewriteException ended = incomplete(this.table.release(3), (rewrite) -> rewrite.parallelism(1));
		assertThat(ended).hasCauseInstanceOf(UpcastException.class)
			.hasMessageStartingWith(
					"The rewrite of table 'orders' ended, as one item after the other failed before it was through: 0 rewritten");
		assertThat(ended.result().failed()).isEqualTo(100);
		assertThat(ended.result().failures()).hasSize(100);
	}

	@Test
	void goesOnAtThePositionOfARewriteThatWasInterrupted() {
		store(30);
		DaplugTemplate orders = this.table.release(3, FaultyClient.pagesOf(10));
		List<RewriteProgress> told = new ArrayList<>();
		IncompleteRewriteException ended = incomplete(orders, (rewrite) -> rewrite.onProgress((progress) -> {
			told.add(progress);
			if (progress.rewritten() >= 10) {
				Thread.currentThread().interrupt();
			}
		}));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(ended).hasNoCause().hasMessageContaining("was interrupted before it was through");
		long done = ended.result().rewritten();
		assertThat(done).isBetween(10L, 29L);
		assertThat(ended.result().position()).isNotNull().isEqualTo(told.get(told.size() - 1).position());
		AtomicInteger scans = new AtomicInteger();
		DynamoDbClient counting = FaultyClient.with((request, server) -> {
			if (request instanceof ScanRequest scan) {
				scans.incrementAndGet();
				assertThat(scan.hasExclusiveStartKey()).isTrue();
			}
			return server.get();
		});
		RewriteResult rest = this.table.release(3, counting)
			.rewrite((rewrite) -> rewrite.position(ended.result().position()));
		assertThat(scans).hasPositiveValue();
		assertThat(rest.rewritten()).isEqualTo(30 - done);
		assertThat(this.table.items()).hasSize(30)
			.allSatisfy((item) -> assertThat(item).containsEntry(VERSION, number(3)));
	}

	@Test
	void aRewriteThatIsInterruptedWhileItRewritesGoesOnFromItsPage() {
		store(40);
		Thread caller = Thread.currentThread();
		AtomicInteger updates = new AtomicInteger();
		CompletableFuture<Boolean> heard = new CompletableFuture<>();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			int place = (request instanceof UpdateItemRequest) ? updates.incrementAndGet() : 0;
			if (place == 5) {
				caller.interrupt();
				awaitHeard(caller);
				heard.complete(true);
			}
			else if (place > 5) {
				// Else all may be done before the caller has heard of it.
				heard.join();
			}
			return server.get();
		});
		IncompleteRewriteException ended = incomplete(this.table.release(3, client),
				(rewrite) -> rewrite.parallelism(2));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(ended.result().position()).isNull();
		assertThat(ended.result().rewritten()).isLessThan(40);
		RewriteResult rest = this.table.release(3).rewrite((rewrite) -> {
		});
		assertThat(rest.rewritten() + ended.result().rewritten()).isEqualTo(40);
	}

	private static void awaitHeard(Thread caller) {
		if (Thread.currentThread() != caller) {
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(2))
				.until(() -> !caller.isInterrupted() && caller.getState() == Thread.State.WAITING);
		}
	}

	@Test
	void aPositionOfAnotherSelectionIsRefused() {
		store(30);
		IncompleteRewriteException ended = incomplete(this.table.release(3, FaultyClient.pagesOf(10)),
				(rewrite) -> rewrite.onProgress((progress) -> {
					throw new IllegalArgumentException("stop");
				}));
		assertThat(ended).hasCauseInstanceOf(IllegalArgumentException.class);
		assertThat(ended.result().rewritten()).isEqualTo(10);
		DaplugTemplate orders = this.table.release(3);
		assertThatExceptionOfType(InvalidPageTokenException.class)
			.isThrownBy(() -> orders.rewrite((rewrite) -> rewrite.hashKey("i1").position(ended.result().position())));
		assertThat(orders.rewrite((rewrite) -> rewrite.position(ended.result().position())).rewritten()).isEqualTo(20);
	}

	@Test
	void losesNoWriteThatComesBetween() {
		this.table.first("a", "Ann Lee");
		this.table.first("b", "Bob Ray");
		this.table.first("c", "Cid Fox");
		AtomicBoolean first = new AtomicBoolean(true);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof UpdateItemRequest && first.getAndSet(false)) {
				// one by this release, one by an older one, and one that goes
				this.table.release(3).change(key("a"), (change) -> change.add("total", 1));
				this.table.release(1).change(key("b"), (change) -> change.add("total", 1));
				this.table.release(1).delete(key("c"));
			}
			return server.get();
		});
		RewriteResult result = this.table.release(3, client).rewrite((rewrite) -> rewrite.parallelism(1));
		assertThat(result).isEqualTo(result(1, 0, 2, 0));
		assertThat(this.table.stored("a")).containsEntry("total", number(6)).containsEntry(VERSION, number(3));
		assertThat(this.table.stored("b")).containsEntry("total", number(6)).containsEntry(VERSION, number(3));
		assertThat(this.table.found("c")).isNull();
	}

	@Test
	void twoAtOnceDoTheWorkOnce() {
		store(60);
		AtomicBoolean first = new AtomicBoolean(true);
		List<RewriteResult> inner = new ArrayList<>();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof UpdateItemRequest && first.getAndSet(false)) {
				inner.add(this.table.release(3).rewrite((rewrite) -> {
				}));
			}
			return server.get();
		});
		RewriteResult outer = this.table.release(3, client).rewrite((rewrite) -> rewrite.parallelism(4));
		assertThat(outer.rewritten() + inner.get(0).rewritten()).isEqualTo(60);
		assertThat(outer.rewritten() + outer.counts().changed()).isEqualTo(60);
		assertThat(this.table.items()).allSatisfy((item) -> assertThat(item).containsEntry(VERSION, number(3)));
	}

	@Test
	void whatIsThrottledIsSentAgain() {
		store(5);
		AtomicInteger reads = new AtomicInteger(2);
		AtomicInteger writes = new AtomicInteger(4);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if ((request instanceof ScanRequest && reads.getAndDecrement() > 0)
					|| (request instanceof UpdateItemRequest && writes.getAndDecrement() > 0)) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		assertThat(this.table.release(3, client).rewrite((rewrite) -> {
		})).isEqualTo(result(5, 0, 0, 0));
		assertThat(reads.get()).isNegative();
		assertThat(writes.get()).isNegative();
	}

	@Test
	void needsATableWithVersions() {
		StoredTable plain = StoredTable.plain();
		assertThatIllegalStateException().isThrownBy(() -> plain.template().rewrite((rewrite) -> {
		})).withMessage("The items of table 'orders' have no versions to be brought to; set its 'schema-version'");
	}

	private static RewriteResult result(long rewritten, long current, long changed, long future) {
		return new RewriteResult(new RewriteCounts(rewritten, current, changed, future, 0), List.of(), null);
	}

	private void store(int items) {
		IntStream.range(0, items).forEach((number) -> this.table.first("i" + number, "Ann Lee"));
	}

	private static IncompleteRewriteException incomplete(DaplugTemplate orders,
			Consumer<RewriteOptions.Builder> options) {
		return Objects
			.requireNonNull(catchThrowableOfType(IncompleteRewriteException.class, () -> orders.rewrite(options)));
	}

}
