package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.dynamodb.ApplicationClosedException;
import io.daplug.dynamodb.ConnectionState;
import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchGetResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for reading many keys of which DynamoDB answers a part: no key is lost, and none
 * is told as missing that was not answered.
 */
@Timeout(60)
class BatchGetFaultsIntegrationTests {

	private static final StoredTable TABLE = StoredTable.plain();

	@BeforeAll
	static void store() {
		for (int id = 0; id < 250; id++) {
			TABLE.put(Map.of("id", text("o-" + id)));
		}
	}

	private static List<ItemKey> keys(int count) {
		return IntStream.range(0, count).mapToObj((id) -> ItemKey.of("o-" + id)).toList();
	}

	private static List<Map<String, AttributeValue>> asked(Object request) {
		return ((BatchGetItemRequest) request).requestItems().values().iterator().next().keys();
	}

	private static BatchGetItemResponse unprocessed(List<Map<String, AttributeValue>> keys) {
		return BatchGetItemResponse.builder()
			.unprocessedKeys(Map.of(TABLE.definition().tableName(), KeysAndAttributes.builder().keys(keys).build()))
			.build();
	}

	@Test
	@DisplayName("(P11) keys that are left unprocessed are asked for again, and are not missing")
	void asksForUnprocessedKeysAgain() {
		AtomicInteger faults = new AtomicInteger(6);
		List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			sizes.add(asked(request).size());
			if (faults.getAndDecrement() <= 0) {
				return server.get();
			}
			BatchGetItemResponse whole = (BatchGetItemResponse) server.get();
			String table = TABLE.definition().tableName();
			List<Map<String, AttributeValue>> items = whole.responses().getOrDefault(table, List.of());
			List<Map<String, AttributeValue>> kept = items.subList(0, items.size() / 2);
			Set<Map<String, AttributeValue>> answered = new HashSet<>(kept);
			return whole.toBuilder()
				.responses(Map.of(table, kept))
				.unprocessedKeys(Map.of(table,
						KeysAndAttributes.builder()
							.keys(asked(request).stream().filter((key) -> !answered.contains(key)).toList())
							.build()))
				.build();
		}));
		List<ItemKey> keys = new ArrayList<>(keys(120));
		keys.add(ItemKey.of("nobody"));
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys);
		assertThat(result.items()).extracting((item) -> item.get("id"))
			.containsExactlyElementsOf(IntStream.range(0, 120).mapToObj((id) -> "o-" + id).toList());
		assertThat(result.missing()).containsExactly(ItemKey.of("nobody"));
		assertThat(sizes).hasSizeGreaterThan(6).contains(100, 50, 21);
	}

	@Test
	void handsOverTheFailuresOfAllKeysToWhoeverTakesThem() {
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			throw SdkClientException.create("no route");
		}));
		List<ItemKey> failed = new ArrayList<>();
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys(120),
				(options) -> options.onFailure((failure) -> failed.add(failure.entry())));
		assertThat(failed).isEqualTo(keys(120));
		assertThat(result.failed()).hasSize(120);
	}

	@Test
	void tellsWhatIsLeftAfterTheDeadlineAsUnprocessed() {
		AtomicInteger requests = new AtomicInteger();
		DaplugTemplate template = TABLE.template(FaultyClient
			.with((request, server) -> (requests.incrementAndGet() == 1) ? server.get() : unprocessed(asked(request))));
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys(250),
				(options) -> options.parallelism(1).deadline(Duration.ofSeconds(1)));
		int sent = requests.get();
		assertThat(result.items()).hasSize(100);
		assertThat(result.unprocessed()).isEqualTo(keys(250).subList(100, 250));
		assertThat(result.missing()).isEmpty();
		assertThat(result.failed()).isEmpty();
		assertThat(sent).as("the second chunk was tried until the deadline").isGreaterThan(1);
	}

	@Test
	void asksOnceWithoutTime() {
		AtomicInteger requests = new AtomicInteger();
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			requests.incrementAndGet();
			return unprocessed(asked(request));
		}));
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys(250),
				(options) -> options.deadline(Duration.ZERO));
		assertThat(requests).hasValue(3);
		assertThat(result.unprocessed()).isEqualTo(keys(250));
	}

	@Test
	@DisplayName("(P40) a throttled request is sent again until there is capacity")
	void sendsAThrottledRequestAgain() {
		AtomicInteger throttled = new AtomicInteger(5);
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			if (throttled.getAndDecrement() > 0) {
				throw FaultyClient.throttled();
			}
			return server.get();
		}));
		assertThat(template.batchGet(keys(250)).requireComplete().items()).hasSize(250);
	}

	@Test
	void keepsWhatWasReadWhenAChunkFails() {
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			if (asked(request).contains(Map.of("id", text("o-150")))) {
				throw SdkClientException.create("Connection reset");
			}
			return server.get();
		}));
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys(250));
		assertThat(result.items()).hasSize(150);
		assertThat(result.failed()).extracting(BatchFailure::entry)
			.containsExactlyElementsOf(keys(250).subList(100, 200));
		assertThat(result.failed()).extracting(BatchFailure::cause)
			.allSatisfy((cause) -> assertThat(cause).isInstanceOf(DynamoDbAccessException.class));
		assertThat(result.unprocessed()).isEmpty();
	}

	@Test
	void failsWhereTheTableIsNotThere() {
		DaplugTemplate template = DaplugTemplate
			.builder(LocalDynamoDb.client(), TableDefinition.named("nowhere").hashKey("id").build())
			.build();
		assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> template.batchGet(keys(250)));
	}

	@Test
	void failsWhenTheApplicationIsClosed() {
		ConnectionState connection = new ConnectionState();
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), TABLE.definition())
			.connection(connection)
			.build();
		connection.close();
		assertThatExceptionOfType(ApplicationClosedException.class).isThrownBy(() -> template.batchGet(keys(250)))
			.withMessageContaining("batch get on table 'orders' was not sent: the application is closed");
	}

	@Test
	void readsNoMoreChunksAtOnceThanAllowed() throws InterruptedException {
		CountDownLatch three = new CountDownLatch(3);
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Set<String> threads = ConcurrentHashMap.newKeySet();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
			threads.add(Thread.currentThread().getName());
			three.countDown();
			awaitThree(three);
			try {
				return server.get();
			}
			finally {
				underWay.decrementAndGet();
			}
		});
		List<ItemKey> keys = IntStream.range(0, 900).mapToObj((id) -> ItemKey.of("o-" + id)).toList();
		assertThat(TABLE.template(client).batchGet(keys, (options) -> options.parallelism(3)).items()).hasSize(250);
		assertThat(most).hasValue(3);
		assertThat(threads).hasSize(3).allSatisfy((name) -> assertThat(name).startsWith("daplug-batch-"));
	}

	private static void awaitThree(CountDownLatch three) {
		try {
			three.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void endsSoonWhenInterrupted() throws InterruptedException {
		AtomicInteger requests = new AtomicInteger();
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			requests.incrementAndGet();
			return unprocessed(asked(request));
		}));
		List<BatchGetResult<Map<String, Object>>> results = new ArrayList<>();
		List<Boolean> interrupted = new ArrayList<>();
		Thread reader = new Thread(() -> {
			results.add(template.batchGet(keys(250)));
			interrupted.add(Thread.currentThread().isInterrupted());
		});
		reader.start();
		LongPatience.await().until(() -> requests.get() > 3);
		reader.interrupt();
		reader.join();
		assertThat(results).singleElement()
			.satisfies((result) -> assertThat(result.unprocessed()).isEqualTo(keys(250)));
		assertThat(interrupted).containsExactly(true);
	}

	@Test
	void readsPastTheSizeOfOneAnswerWithoutAPause() {
		StoredTable large = StoredTable.plain();
		byte[] bytes = new byte[390_000];
		for (int id = 0; id < 60; id++) {
			large.put(Map.of("id", text("o-" + id), "data", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes))));
		}
		AtomicInteger requests = new AtomicInteger();
		DaplugTemplate template = large.template(FaultyClient.with((request, server) -> {
			requests.incrementAndGet();
			return server.get();
		}));
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys(60),
				(options) -> options.deadline(Duration.ZERO));
		assertThat(result.items()).as("more than 16 MB, although everything is asked for once").hasSize(60);
		assertThat(requests).hasValue(2);
	}

}
