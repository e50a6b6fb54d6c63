package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.item.ItemKey;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.model.BatchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import static io.daplug.template.BatchIntegrationTests.keys;
import static io.daplug.template.BatchIntegrationTests.orders;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the deadline of a batch ends it, whatever the SDK would still try: what is
 * left is unprocessed, at once.
 */
@Timeout(60)
class BatchDeadlineIntegrationTests {

	private static final Consumer<BatchOptions.Builder> SHORT = (options) -> options.deadline(Duration.ofMillis(700))
		.parallelism(2);

	@Test
	void endsBatchesThatAreThrottled() {
		endsInTime(StoredTable.plain(), (template, count) -> template.batchOverwrite(orders(count), SHORT));
	}

	@Test
	void endsBatchesOfConditionalWritesThatAreThrottled() {
		endsInTime(StoredTable.plain(), (template, count) -> template.batchInsert(orders(count), SHORT));
		endsInTime(StoredTable.counted(), (template, count) -> template.batchOverwrite(orders(count), SHORT));
	}

	@Test
	void endsStreamsThatAreThrottled() {
		AtomicInteger requests = new AtomicInteger();
		AtomicInteger read = new AtomicInteger();
		List<Object> left = new ArrayList<>();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> Fault.THROTTLED, counting(requests))) {
			long begin = System.nanoTime();
			Stream<Order> endless = Stream.iterate(0, (number) -> number + 1)
				.map((number) -> new Order("" + read.incrementAndGet(), number));
			BatchCounts counts = StoredTable.plain()
				.template(wire.client())
				.batchOverwrite(endless, BatchOptions.of(SHORT.andThen((options) -> options.onUnprocessed(left::add))));
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			int sent = requests.get();
			assertThat(counts.taken()).as("no more is read than is told of").isEqualTo(read.get());
			assertThat(counts.unprocessed() + counts.uncertain()).isEqualTo(counts.taken()).isPositive();
			assertThat(left).hasSize((int) counts.unprocessed());
			assertThat(counts.complete()).isFalse();
			assertThat(took).isLessThan(Duration.ofSeconds(10));
			assertThat(requests).as("nothing is sent later").hasValue(sent);
		}
	}

	@Test
	void endsBatchesOfDeletesThatAreThrottled() {
		endsInTime(StoredTable.plain(), (template, count) -> template.batchDelete(keys(count), SHORT));
		endsInTime(StoredTable.plain(), (template, count) -> template.batchDelete(keys(count),
				BatchOptions.of(SHORT.andThen((options) -> options.publish(false)))));
		StoredTable counted = StoredTable.counted();
		counted.template().batchInsert(orders(20));
		endsInTime(counted, (template, count) -> template.batchDelete(keys(count), SHORT));
	}

	/** The SDK's own pauses, of which a single request would take seconds. */
	private static <T> void endsInTime(StoredTable table, BiFunction<DaplugTemplate, Integer, BatchResult<T>> batch) {
		AtomicInteger requests = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with(
				(operation, body) -> operation.equals("GetItem") ? Fault.NONE : Fault.THROTTLED, counting(requests))) {
			long begin = System.nanoTime();
			BatchResult<T> result = batch.apply(table.template(wire.client()), 200);
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			int sent = requests.get();
			assertThat(result.unprocessed().size() + result.written().size() + result.uncertain().size())
				.as("what was under way is uncertain")
				.isEqualTo(200);
			assertThat(result.unprocessed()).hasSizeGreaterThanOrEqualTo(150 - result.written().size());
			assertThat(result.failed()).isEmpty();
			assertThat(took).isLessThan(Duration.ofSeconds(10));
			assertThat(requests).as("nothing is sent later").hasValue(sent);
		}
	}

	/** Counts what is sent, and not what arrives, perhaps after the batch has ended. */
	private static Consumer<ClientOverrideConfiguration.Builder> counting(AtomicInteger requests) {
		return (configuration) -> configuration.retryStrategy(AwsRetryStrategy.legacyRetryStrategy())
			.addExecutionInterceptor(new ExecutionInterceptor() {

				@Override
				public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
					requests.incrementAndGet();
				}

			});
	}

	@Test
	void cutsARequestThatIsNotAnswered() {
		StoredTable table = StoredTable.plain();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> Fault.NEVER_ANSWERED)) {
			BatchResult<Order> result = table.template(wire.client())
				.batchOverwrite(orders(60), (options) -> options.deadline(Duration.ofSeconds(3)).parallelism(2));
			assertThat(result.uncertain()).as("two requests were under way").hasSize(50);
			assertThat(result.unprocessed()).hasSize(10);
		}
	}

	@Test
	void sendsAgainEntryByEntryWhatIsRefusedForOneItem() {
		StoredTable table = StoredTable.plain();
		AtomicInteger batches = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> {
			batches.incrementAndGet();
			return body.contains("\"S\":\"7\"") ? Fault.INVALID : Fault.NONE;
		})) {
			BatchResult<Order> result = table.template(wire.client()).batchOverwrite(orders(25));
			assertThat(result.written()).hasSize(24);
			assertThat(result.failed()).singleElement()
				.satisfies((failure) -> assertThat(failure.entry()).isEqualTo(orders(25).get(7)));
		}
		assertThat(batches).hasValue(26);
		assertThat(table.items()).hasSize(24);
		assertThat(table.changes()).hasSize(24);
	}

	@Test
	void doesNotSendAgainWhatIsNoItemsFault() {
		StoredTable table = StoredTable.plain();
		AtomicInteger batches = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> {
			batches.incrementAndGet();
			return Fault.FORBIDDEN;
		})) {
			assertThat(table.template(wire.client()).batchOverwrite(orders(25)).failed()).hasSize(25);
		}
		assertThat(batches).hasValue(1);
	}

	@Test
	void saysWhichEntriesMayHaveBeenWritten() {
		for (Fault fault : List.of(Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.ERROR_AFTER)) {
			StoredTable table = StoredTable.plain();
			table.template().batchInsert(orders(30), (options) -> options.publish(false));
			try (FaultyWire wire = FaultyWire.with((operation, body) -> fault)) {
				DaplugTemplate template = table.template(wire.client());
				areUncertain(template.batchOverwrite(orders(30)));
				assertThat(template.batchOverwrite(orders(30).stream()).uncertain()).isEqualTo(30);
				areUncertain(template.batchInsert(orders(30)));
				areUncertain(template.batchDelete(keys(30)));
				areUncertain(template.batchDelete(keys(30), (options) -> options.publish(false)));
			}
			assertThat(table.changes()).isEmpty();
		}
	}

	private static void areUncertain(BatchResult<?> result) {
		assertThat(result.uncertain()).hasSize(30);
		assertThat(Stream.of(result.written(), result.failed(), result.unprocessed())).allMatch(List::isEmpty);
		assertThat(result.complete()).isFalse();
	}

	@Test
	void looksForTheTokensOfConditionalEntries() {
		StoredTable table = StoredTable.counted();
		try (FaultyWire wire = FaultyWire
			.with((operation, body) -> operation.equals("GetItem") ? Fault.NONE : Fault.ANSWER_LOST)) {
			assertThat(
					table.template(wire.client()).batchInsert(List.of(Map.of("id", "a"))).requireComplete().written())
				.hasSize(1);
		}
		assertThat(table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.key()).isEqualTo(ItemKey.of("a")));
	}

}
