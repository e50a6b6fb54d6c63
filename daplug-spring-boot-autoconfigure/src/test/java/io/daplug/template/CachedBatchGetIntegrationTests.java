package io.daplug.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.daplug.cache.CacheDefinition;
import io.daplug.fixture.BackgroundCall;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchGetResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for batches of gets of tables whose items are kept in memory.
 */
class CachedBatchGetIntegrationTests {

	private static final ItemKey A = ItemKey.of("a");

	private static final ItemKey B = ItemKey.of("b");

	private static final ItemKey NOBODY = ItemKey.of("nobody");

	private final StoredTable table = StoredTable.of((table) -> table.cache(CacheDefinition.DEFAULTS));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = this.table.quiet(this.requests.client());

	@BeforeEach
	void store() {
		this.table.put(Map.of("id", text("a"), "total", number(1), "note", text("n")));
		this.table.put(Map.of("id", text("b"), "total", number(2)));
	}

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	void asksForWhatIsNotKeptAlone() {
		this.template.get(A);
		BatchGetResult<Map<String, Object>> result = this.template.batchGet(List.of(B, A, NOBODY, A));
		assertThat(result.items()).extracting((item) -> item.get("id")).containsExactly("b", "a", "a");
		assertThat(result.missing()).containsExactly(NOBODY);
		assertThat(this.template.batchGet(List.of(A, B)).items()).hasSize(2);
		assertThat(this.template.get(B)).isPresent();
		assertThat(this.requests.operations()).containsExactly("GetItem", "BatchGetItem");
	}

	@Test
	void aConsistentBatchAlwaysAsks() {
		this.template.batchGet(List.of(A, B));
		this.table.put(Map.of("id", text("a"), "total", number(3)));
		assertThat(this.template.batchGet(List.of(A), (options) -> options.consistentRead(true)).items())
			.containsExactly(Map.of("id", "a", "total", BigDecimal.valueOf(3)));
		assertThat(this.requests.operations()).hasSize(2);
	}

	@Test
	void cutsWhatItKeeps() {
		assertThat(this.template.batchGet(List.of(A), (options) -> options.project("note")).items())
			.containsExactly(Map.of("note", "n"));
		assertThat(this.template.batchGet(List.of(A), (options) -> options.project("total")).items())
			.containsExactly(Map.of("total", BigDecimal.ONE));
		assertThat(this.template.get(A).orElseThrow()).as("all of it is kept").hasSize(3);
		assertThat(this.requests.operations()).hasSize(1);
	}

	@Test
	void whatIsWrittenIsReadAgain() {
		this.template.batchGet(List.of(A, B));
		this.template.batchOverwrite(List.of(Map.of("id", "a", "total", 3)));
		assertThat(this.template.batchGet(List.of(A, B)).items()).extracting((item) -> item.get("total"))
			.containsExactly(BigDecimal.valueOf(3), BigDecimal.valueOf(2));
	}

	@Test
	void waitsForWhatOthersRead() throws Exception {
		CountDownLatch read = new CountDownLatch(1);
		AtomicInteger gets = new AtomicInteger();
		DaplugTemplate template = this.table.quiet(FaultyClient.with((request, server) -> {
			if (request instanceof GetItemRequest) {
				gets.incrementAndGet();
				await(read);
			}
			return server.get();
		}));
		BackgroundCall<?> get = BackgroundCall.startWaiting(() -> template.get(A));
		BackgroundCall<BatchGetResult<Map<String, Object>>> batch = BackgroundCall
			.startWaiting(() -> template.batchGet(List.of(A, B)));
		assertThat(template.get(B)).as("its own keys are read first").isPresent();
		read.countDown();
		assertThat(batch.get().items()).extracting((item) -> item.get("id")).containsExactly("a", "b");
		get.get();
		assertThat(gets).hasValue(1);
	}

	@Test
	void readsByItselfWhatOthersFailToRead() throws Exception {
		CountDownLatch read = new CountDownLatch(1);
		DaplugTemplate template = this.table.quiet(FaultyClient.with((request, server) -> {
			if (request instanceof GetItemRequest) {
				await(read);
				throw FaultyClient.throttled();
			}
			return server.get();
		}));
		BackgroundCall<?> get = BackgroundCall.startWaiting(() -> template.get(A));
		BackgroundCall<BatchGetResult<Map<String, Object>>> batch = BackgroundCall
			.startWaiting(() -> template.batchGet(List.of(A)));
		read.countDown();
		assertThat(batch.get().items()).hasSize(1);
		assertThat(catchThrowable(get::get)).isNotNull();
	}

	@Test
	void othersReadByThemselvesWhatABatchFailsToRead() throws Exception {
		CountDownLatch read = new CountDownLatch(1);
		DaplugTemplate template = this.table.quiet(FaultyClient.with((request, server) -> {
			if (request instanceof BatchGetItemRequest) {
				await(read);
				throw DynamoDbException.builder()
					.message("No")
					.statusCode(400)
					.awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
					.build();
			}
			return server.get();
		}));
		BackgroundCall<?> batch = BackgroundCall.startWaiting(() -> template.batchGet(List.of(B, A)));
		BackgroundCall<Optional<Map<String, Object>>> get = BackgroundCall.startWaiting(() -> template.get(A));
		read.countDown();
		assertThat(get.get()).isPresent();
		assertThat(catchThrowable(batch::get)).hasRootCauseInstanceOf(DynamoDbException.class);
	}

	/** An item that is read with another one, as a lookup of names would be. */
	record Linked(String id, String total) {

		static final AtomicReference<@Nullable DaplugTemplate> TEMPLATE = new AtomicReference<>();

		Linked {
			ItemKey other = id.equals("a") ? B : A;
			total += "/" + Objects.requireNonNull(TEMPLATE.get()).get(other).orElseThrow().get("total");
		}

	}

	@Test
	void whatIsReadWithAnItemMayBeInTheSameBatch() throws Exception {
		Linked.TEMPLATE.set(this.template);
		BackgroundCall<List<Linked>> batch = BackgroundCall
			.start(() -> this.template.batchGet(List.of(A, B), Linked.class).items());
		assertThat(batch.get()).containsExactly(new Linked("a", "1"), new Linked("b", "2"));
		TableCache.of(this.template).orElseThrow().evict(B);
		assertThat(BackgroundCall.start(() -> this.template.batchGet(List.of(B, A), Linked.class).items()).get())
			.containsExactly(new Linked("b", "2"), new Linked("a", "1"));
		assertThat(this.requests.operations()).containsExactly("BatchGetItem", "BatchGetItem");
	}

	@Test
	void leavesOpenWhatIsNotReadInTimeAndOthersReadIt() {
		DynamoDbClient busy = FaultyClient.with((request, server) -> (request instanceof BatchGetItemRequest batch)
				? BatchGetItemResponse.builder().unprocessedKeys(batch.requestItems()).build() : server.get());
		DaplugTemplate template = this.table.quiet(busy);
		assertThat(template.batchGet(List.of(A), (options) -> options.deadline(Duration.ZERO)).unprocessed())
			.containsExactly(A);
		assertThat(template.get(A)).isPresent();
	}

	@Test
	void whatIsReadWhileAWriteEndsIsNotKept() throws Exception {
		CountDownLatch written = new CountDownLatch(1);
		DaplugTemplate template = this.table.quiet(FaultyClient.with((request, server) -> {
			Object answer = server.get();
			if (request instanceof BatchGetItemRequest) {
				await(written);
			}
			return answer;
		}));
		BackgroundCall<?> batch = BackgroundCall.startWaiting(() -> template.batchGet(List.of(A)));
		template.overwrite(Map.of("id", "a", "total", 5));
		written.countDown();
		batch.get();
		assertThat(template.get(A).orElseThrow().get("total")).hasToString("5");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
