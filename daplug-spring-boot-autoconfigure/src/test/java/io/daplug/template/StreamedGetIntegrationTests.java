package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.fixture.BackgroundCall;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.IncompleteBatchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import static io.daplug.template.BatchIntegrationTests.keys;
import static io.daplug.template.BatchIntegrationTests.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for items that are read while their keys are.
 */
@Timeout(60)
class StreamedGetIntegrationTests {

	private final StoredTable table = StoredTable.plain();

	@BeforeEach
	void store() {
		this.table.template().batchOverwrite(orders(350)).requireComplete();
	}

	@Test
	void comeInTheOrderOfTheirKeys() {
		List<ItemKey> asked = new ArrayList<>(keys(360));
		Collections.reverse(asked);
		asked.add(ItemKey.of("7"));
		List<ItemKey> missing = new ArrayList<>();
		try (CountedRequests requests = new CountedRequests();
				Stream<Order> items = this.table.quiet(requests.client())
					.as(Order.class)
					.batchGet(asked.stream(), (options) -> options.onMissing(missing::add))) {
			List<Order> expected = new ArrayList<>(orders(350));
			Collections.reverse(expected);
			expected.add(new Order("7", 7));
			assertThat(items).containsExactlyElementsOf(expected);
			assertThat(missing).containsExactlyElementsOf(asked.subList(0, 10));
			assertThat(requests.operations()).hasSize(4).allMatch("BatchGetItem"::equals);
		}
	}

	@Test
	void takeIterablesAndEveryWayToReadThem() {
		DaplugTemplate template = this.table.template();
		Iterable<ItemKey> keys = keys(3);
		assertThat(template.batchGet(keys)).hasSize(3);
		assertThat(template.batchGet(keys, Order.class)).containsExactlyElementsOf(orders(3));
		assertThat(template.batchGet(keys(3).stream(), (options) -> options.project("total"))).hasSize(3)
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("total"));
		assertThat(template.batchGet(Stream.<ItemKey>of())).isEmpty();
	}

	@Test
	void areNotAskedForBeforeTheyAreTakenNorFarAhead() {
		AtomicInteger read = new AtomicInteger();
		AtomicBoolean closed = new AtomicBoolean();
		Stream<ItemKey> keys = Stream.iterate(0, (number) -> number + 1).map((number) -> {
			read.incrementAndGet();
			return ItemKey.of("" + number % 350);
		}).onClose(() -> closed.set(true));
		try (CountedRequests requests = new CountedRequests()) {
			Stream<Map<String, Object>> items = this.table.quiet(requests.client())
				.batchGet(keys, (options) -> options.parallelism(2));
			assertThat(read).hasValue(0);
			Iterator<Map<String, Object>> taken = items.iterator();
			assertThat(taken.next()).containsEntry("id", "0");
			assertThat(requests.operations()).as("the first request goes alone").hasSize(1);
			IntStream.range(0, 100).forEach((next) -> taken.next());
			assertThat(read).as("the current one, and two for each thread").hasValueLessThanOrEqualTo(600);
			assertThat(closed).isFalse();
			items.close();
			assertThat(closed).isTrue();
		}
	}

	@Test
	void handOverWhatFailsOrFailWithIt() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request.toString().contains("(S=150)")) {
				throw DynamoDbException.builder().message("Refused").build();
			}
			return server.get();
		});
		DaplugTemplate template = this.table.quiet(client);
		List<BatchFailure<ItemKey>> failed = new ArrayList<>();
		assertThat(template.batchGet(keys(300).stream(), (options) -> options.onFailure(failed::add))).hasSize(200);
		assertThat(failed).extracting(BatchFailure::entry).containsExactlyElementsOf(keys(300).subList(100, 200));
		List<Object> before = new ArrayList<>();
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> template.batchGet(keys(300).stream()).forEach(before::add));
		assertThat(before).as("what comes before the key that fails").hasSize(100);
	}

	@Test
	void failForAKeyThatIsUnusable() {
		Stream<ItemKey> keys = Stream.of(ItemKey.of("1"), ItemKey.of("a", "b"), ItemKey.of("2"));
		List<BatchFailure<ItemKey>> failed = new ArrayList<>();
		assertThat(this.table.template().batchGet(keys, (options) -> options.onFailure(failed::add))).hasSize(2);
		assertThat(failed).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isEqualTo(ItemKey.of("a", "b"));
			assertThat(failure.cause()).isInstanceOf(InvalidKeyException.class);
		});
	}

	@Test
	void failAfterTheirTimeIfDynamoDbHasNoCapacity() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			throw FaultyClient.throttled();
		});
		assertThatExceptionOfType(IncompleteBatchException.class)
			.isThrownBy(() -> this.table.quiet(client)
				.batchGet(keys(3).stream(), (options) -> options.deadline(Duration.ofMillis(100)))
				.toList())
			.withMessageContaining("was not answered within PT0.1S");
	}

	@Test
	void failAsTheirKeysDoAfterTheItemsBefore() {
		IllegalStateException broken = new IllegalStateException("Line 121 is broken");
		Stream<ItemKey> keys = IntStream.range(0, 200).mapToObj((number) -> {
			if (number == 120) {
				throw broken;
			}
			return ItemKey.of("" + number);
		});
		List<Object> before = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> this.table.template().batchGet(keys).forEach(before::add))
			.isSameAs(broken);
		assertThat(before).hasSize(120);
	}

	@Test
	void endWhenTheirReaderIsInterrupted() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			try {
				goOn.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return server.get();
		});
		AtomicBoolean interrupted = new AtomicBoolean();
		BackgroundCall<Throwable> call = BackgroundCall.startWaiting(() -> {
			Throwable failure = catchThrowable(() -> this.table.quiet(client).batchGet(keys(3).stream()).toList());
			interrupted.set(Thread.currentThread().isInterrupted());
			return failure;
		});
		call.interrupt();
		assertThat(call.get()).isInstanceOf(IllegalStateException.class).hasMessage("The read was interrupted");
		assertThat(interrupted).isTrue();
		goOn.countDown();
	}

}
