package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.merge.MergeStrategy;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.UpdateOptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for updates that are tried again if somebody else was faster.
 */
class UpdateRetryIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final Consumer<UpdateOptions.Builder> THREE = (options) -> options.retryStale(3);

	private final StoredTable table = StoredTable.counted();

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicInteger writes = new AtomicInteger();

	@Test
	void readsAndMergesAgain() {
		stored(1);
		Map<String, Object> updated = racing(2).update(KEY, Map.of("tags", List.of("mine")), THREE);
		assertThat(updated).containsEntry("tags", List.of("rival-1", "rival-2", "mine"));
		assertThat(this.table.stored("a")).containsEntry("version", number(102));
		assertThat(this.reads).hasValue(3);
		assertThat(this.writes).hasValue(3);
		assertThat(this.table.changes()).hasSize(1);
	}

	@Test
	void failsAsTheLastAttemptDid() {
		stored(1);
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> racing(9).update(KEY, Map.of("total", 1), THREE))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap().get("tags"))
				.isEqualTo(List.of("rival-1", "rival-2", "rival-3", "rival-4")));
		assertThat(this.writes).hasValue(4);
	}

	@Test
	void triesOnceUnlessTold() {
		stored(1);
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> racing(1).update(KEY, Map.of("total", 1)));
		assertThat(this.writes).hasValue(1);
	}

	@Test
	void beginsNoAttemptAfterTheDeadline() {
		stored(1);
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> racing(9).update(KEY, Map.of("total", 1),
				(options) -> options.retryStale(1000, Duration.ofNanos(1))));
		assertThat(this.writes).hasValue(1);
	}

	@Test
	void endsWithAnInterruption() {
		stored(1);
		DaplugTemplate interrupted = this.table.template(FaultyClient.with((request, server) -> {
			if (!(request instanceof PutItemRequest)) {
				return server.get();
			}
			rival(this.writes.incrementAndGet());
			try {
				return server.get();
			}
			finally {
				Thread.currentThread().interrupt();
			}
		}));
		try {
			assertThatExceptionOfType(StaleItemException.class)
				.isThrownBy(() -> interrupted.update(KEY, Map.of("total", 1), (options) -> options.retryStale(1000)));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.writes).hasValue(1);
	}

	@Test
	void doesNotBringADeletedItemBack() {
		stored(1);
		DaplugTemplate slow = template((request) -> {
			if (request instanceof PutItemRequest) {
				this.table.delete(Map.of("id", text("a")));
			}
		});
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> slow.update(KEY, Map.of("total", 1), THREE));
		assertThat(this.table.items()).isEmpty();
	}

	/** The patch says which state it was made from: reading again makes none of it. */
	@Test
	void doesNotTryAPatchAgainThatNamesAnOlderState() {
		stored(1);
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> racing(1).update(KEY, Map.of("total", 1, "version", 1), THREE));
		assertThat(this.writes).hasValue(1);
	}

	@Test
	void triesAnUpdateByQueryAgain() {
		stored(1);
		racing(2).update((query) -> query.hashKey("a").consistentRead(true), Map.of("tags", List.of("mine")), THREE);
		assertThat(this.table.stored("a")).containsEntry("version", number(102));
		assertThat(this.reads).hasValue(2);
	}

	@Test
	void losesNoUpdateOfManyWriters() throws Exception {
		this.table.template().insert(Map.of("id", "a", "tags", List.of()));
		DaplugTemplate template = this.table.template();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Object>> updates = IntStream.range(0, 40)
				.<Callable<Object>>mapToObj((i) -> () -> template.update(KEY, Map.of("tags", List.of("t" + i)),
						(options) -> options.retryStale(1000, Duration.ofMinutes(2))))
				.toList();
			for (Future<Object> update : threads.invokeAll(updates)) {
				update.get();
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(this.table.stored("a")).containsEntry("version", number(41))
			.hasEntrySatisfying("tags", (tags) -> assertThat(tags.l()).hasSize(40));
	}

	@Test
	void goesWithAnyMerge() {
		stored(1);
		Map<String, Object> updated = racing(1).update(KEY, Map.of("tags", List.of("mine")),
				(options) -> options.retryStale(1).merge(MergeStrategy.jsonMergePatch()));
		assertThat(updated).containsEntry("tags", List.of("mine"));
	}

	@Test
	void isRefusedWhereItDoesNothing() {
		assertThatIllegalStateException()
			.isThrownBy(() -> UpdateOptions.of((options) -> options.retryStale(1).expected(1)))
			.withMessageContaining("'retryStale' must not be set together with 'expected'");
		assertThatIllegalStateException()
			.isThrownBy(() -> StoredTable.plain().template().update(KEY, Map.of("total", 1), THREE))
			.withMessage("'retryStale' needs an idempotence key, and table 'orders' has none");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOptions.of((options) -> options.retryStale(0)))
			.withMessageContaining("'retries'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpdateOptions.of((options) -> options.retryStale(1, Duration.ZERO)))
			.withMessageContaining("'deadline'");
	}

	/** Somebody else is faster the first so many times. */
	private DaplugTemplate racing(int times) {
		return template((request) -> {
			if (request instanceof PutItemRequest && this.writes.get() <= times) {
				rival(this.writes.get());
			}
		});
	}

	private DaplugTemplate template(Consumer<Object> before) {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof GetItemRequest) {
				this.reads.incrementAndGet();
			}
			else if (request instanceof PutItemRequest) {
				this.writes.incrementAndGet();
			}
			before.accept(request);
			return server.get();
		});
		return this.table.template(client);
	}

	private void rival(int write) {
		List<String> tags = new ArrayList<>();
		IntStream.rangeClosed(1, write).forEach((i) -> tags.add("rival-" + i));
		this.table.put(Map.of("id", text("a"), "version", number(99 + write), "tags", list(tags)));
	}

	private void stored(int version) {
		this.table.put(Map.of("id", text("a"), "version", number(version)));
	}

	private static AttributeValue list(List<String> texts) {
		return AttributeValue.fromL(texts.stream().map(StoredTable::text).toList());
	}

}
