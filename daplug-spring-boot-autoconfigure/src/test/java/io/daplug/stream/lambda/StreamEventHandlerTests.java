package io.daplug.stream.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.daplug.stream.lambda.LambdaEvents.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StreamEventHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamEventHandlerTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final TableRegistry registry = TableRegistry.of(List.of(TableDefinition.named("orders")
		.tableName("orders-eu")
		.hashKey("orderId")
		.streamSource(StreamSource.LAMBDA)
		.build(), TableDefinition.named("prices").hashKey("id").build()));

	private final StreamListenerRegistry listeners = new StreamListenerRegistry(
			new ListenedTables(this.registry, CONVERTER), ListenerOptions.defaults(), (event) -> {
			}, ChangeParking.NO_OP, TaskExecutorFactory.simple());

	/** The numbers of the items that the listener was given, in their order. */
	private final List<Integer> handled = new ArrayList<>();

	private final Set<Integer> failing = new HashSet<>();

	@Test
	void answersWithNothingWhereAllIsHandled() {
		StreamsEventResponse answer = handle(inserted(1, "a"), inserted(2, "b"));
		assertThat(answer.getBatchItemFailures()).isEmpty();
		assertThat(this.handled).containsExactly(1, 2);
	}

	@Test
	@DisplayName("P34: records 3 and 7 fail: the lowest number is reported, later records of their items are not applied")
	void reportsTheLowestSequenceNumberThatFailed() {
		this.failing.addAll(Set.of(103, 107));
		StreamsEventResponse answer = handle(inserted(101, "a"), inserted(102, "b"), inserted(103, "c"),
				inserted(104, "a"), inserted(105, "c"), inserted(106, "g"), inserted(107, "g"), inserted(108, "b"),
				inserted(109, "g"), inserted(110, "h"));
		assertThat(identifiers(answer)).containsExactly("103");
		assertThat(this.handled).containsExactly(101, 102, 104, 106, 108, 110);
	}

	@Test
	void comparesSequenceNumbersAsNumbers() {
		this.failing.addAll(Set.of(9, 10));
		assertThat(identifiers(handle(inserted(10, "b"), inserted(9, "a")))).containsExactly("9");
	}

	@Test
	void givesAListenerNoLaterRecordOfAnItemThatFailed() {
		this.failing.add(1);
		StreamsEventResponse answer = handle(inserted(1, "a"), inserted(2, "a"), inserted(3, "b"));
		assertThat(identifiers(answer)).containsExactly("1");
		assertThat(this.handled).containsExactly(3);
	}

	@Test
	void reportsARecordWithoutEventNameAndHoldsItsItem(CapturedOutput output) {
		StreamsEventResponse answer = handle(inserted(1, "a").replace("\"eventName\": \"INSERT\",", ""),
				inserted(2, "a"), inserted(3, "b"));
		assertThat(identifiers(answer)).containsExactly("1");
		assertThat(this.handled).containsExactly(3);
		assertThat(output).contains("lacks 'eventName'").contains("'orders'");
	}

	@Test
	void reportsARecordWithoutAnImageAndHoldsItsItem(CapturedOutput output) {
		StreamsEventResponse answer = handle(LambdaEvents.record(1, "\"Keys\": {\"orderId\": {\"S\": \"a\"}},"),
				inserted(2, "b"), inserted(3, "a"));
		assertThat(identifiers(answer)).containsExactly("1");
		assertThat(this.handled).containsExactly(2);
		assertThat(output).contains("lacks 'NewImage'");
	}

	@Test
	void handsOverNothingAfterARecordWhoseItemNobodyKnows(CapturedOutput output) {
		String unknown = LambdaEvents.record(2, "\"NewImage\": {\"orderId\": {\"S\": \"a\"}},");
		StreamsEventResponse answer = handle(inserted(1, "a"), unknown, inserted(3, "b"));
		assertThat(identifiers(answer)).containsExactly("2");
		assertThat(this.handled).containsExactly(1);
		assertThat(output).contains("lacks 'Keys'");
	}

	@Test
	void reportsAnAttributeOfATypeThatItDoesNotKnow() {
		String future = inserted(1, "a").replace("{\"N\": \"1\"}", "{\"FUTURE\": \"1\"}");
		assertThat(future).contains("FUTURE");
		assertThat(identifiers(handle(future, inserted(2, "b")))).containsExactly("1");
		assertThat(this.handled).containsExactly(2);
	}

	@Test
	void reportsTheRecordsOfATableThatIsNotConfigured(CapturedOutput output) {
		StreamsEventResponse answer = handle(inserted(1, "a").replace("table/orders-eu/", "table/orders-us/"),
				inserted(2, "b"));
		assertThat(identifiers(answer)).containsExactly("1");
		assertThat(this.handled).containsExactly(2);
		assertThat(output).contains("No table has the name 'orders-us' in DynamoDB").contains("[orders-eu]");
	}

	@Test
	void reportsTheRecordsOfATableWithAnotherSource(CapturedOutput output) {
		StreamsEventResponse answer = handle(inserted(1, "a").replace("table/orders-eu/", "table/prices/"));
		assertThat(identifiers(answer)).containsExactly("1");
		assertThat(output).contains("Set 'daplug.tables.prices.stream.source' to lambda.");
	}

	@Test
	void reportsRecordsThatDoNotNameTheirStream(CapturedOutput output) {
		String arn = "\"eventSourceARN\": \"%s\"".formatted(LambdaEvents.ARN);
		assertThat(identifiers(handle(inserted(1, "a").replace(arn, "\"eventVersion\": \"1.0\""))))
			.containsExactly("1");
		assertThat(identifiers(handle(inserted(2, "a").replace(LambdaEvents.ARN, "stream-ARN")))).containsExactly("2");
		assertThat(output).contains("lacks 'eventSourceARN'").contains("'stream-ARN', no ARN of a stream");
	}

	@Test
	void failsAsAWholeWhereARecordHasNoSequenceNumber() {
		String unnamed = inserted(2, "b").replace("\"SequenceNumber\": \"2\",", "");
		assertThatExceptionOfType(StreamEventFailedException.class).isThrownBy(() -> handle(inserted(1, "a"), unnamed))
			.withMessageContaining("no sequence number");
		assertThatExceptionOfType(StreamEventFailedException.class).isThrownBy(
				() -> handle(inserted(1, "a").replace("\"SequenceNumber\": \"1\"", "\"SequenceNumber\": \"\"")));
		assertThatExceptionOfType(StreamEventFailedException.class).isThrownBy(() -> handle("null"));
		assertThatExceptionOfType(StreamEventFailedException.class).isThrownBy(() -> handle("{}"));
		assertThat(this.handled).isEmpty();
	}

	@Test
	void throwsWhereTheAnswerWouldNotBeRead() {
		this.failing.add(2);
		listen();
		StreamEventHandler handler = handler(new LambdaOptions(false, Duration.ZERO));
		assertThatExceptionOfType(StreamEventFailedException.class)
			.isThrownBy(() -> handler.handle(LambdaEvents.of(List.of(inserted(1, "a"), inserted(2, "b"))), null))
			.withMessage("1 of 2 records were not handled, the first with the sequence number 2")
			.withNoCause();
		assertThat(handler.handle(LambdaEvents.of(List.of(inserted(3, "a"))), null).getBatchItemFailures()).isEmpty();
	}

	@Test
	@DisplayName("D28: neither the log nor the exception quotes what items hold")
	void saysNothingOfContents(CapturedOutput output) {
		listen((change) -> {
			throw new IllegalStateException("cannot digest " + change.newItem().toMap().get("secret"));
		});
		String secret = inserted(1, "a").replace("\"n\":", "\"secret\": {\"S\": \"hush-hush\"}, \"n\":");
		assertThat(identifiers(
				handler(new LambdaOptions(true, Duration.ZERO)).handle(LambdaEvents.of(List.of(secret)), null)))
			.containsExactly("1");
		assertThat(output).contains("IllegalStateException").doesNotContain("hush-hush");
	}

	@Test
	void stopsBeforeTheTimeIsOverAndReportsTheRest() {
		AtomicInteger left = new AtomicInteger(40_000);
		listen((change) -> {
			this.handled.add(number(change));
			left.addAndGet(-10_000);
		});
		StreamEventHandler handler = handler(new LambdaOptions(true, Duration.ofSeconds(15)));
		StreamsEventResponse answer = handler.handle(
				LambdaEvents.of(List.of(inserted(1, "a"), inserted(2, "b"), inserted(3, "c"), inserted(4, "d"))),
				new CallContext(left));
		// A reserve of 15 s is more than a quarter of the time, so it is 10 s.
		assertThat(this.handled).containsExactly(1, 2, 3);
		assertThat(identifiers(answer)).containsExactly("4");
	}

	@Test
	void handlesAtLeastOneChangeHoweverLittleTimeThereIs() {
		listen((change) -> this.handled.add(1));
		StreamsEventResponse answer = handler(new LambdaOptions(true, Duration.ofSeconds(5))).handle(
				LambdaEvents.of(List.of(inserted(1, "a"), inserted(2, "b"))), new CallContext(new AtomicInteger(0)));
		assertThat(this.handled).hasSize(1);
		assertThat(identifiers(answer)).containsExactly("2");
	}

	@Test
	void isCalledByManyThreadsAtOnce() throws Exception {
		int threads = 8;
		CyclicBarrier all = new CyclicBarrier(threads);
		Set<String> keys = ConcurrentHashMap.newKeySet();
		listen((change) -> {
			all.await(30, TimeUnit.SECONDS);
			if (change.key().hashValue().equals("key-3")) {
				throw new IllegalStateException("no");
			}
			keys.add(change.key().hashValue().toString());
		});
		StreamEventHandler handler = handler(new LambdaOptions(true, Duration.ZERO));
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			List<Future<StreamsEventResponse>> answers = IntStream.range(0, threads)
				.mapToObj((thread) -> pool.submit(
						() -> handler.handle(LambdaEvents.of(List.of(inserted(thread + 1, "key-" + thread))), null)))
				.toList();
			for (int thread = 0; thread < threads; thread++) {
				assertThat(identifiers(answers.get(thread).get(30, TimeUnit.SECONDS)))
					.isEqualTo((thread == 3) ? List.of("4") : List.of());
			}
		}
		finally {
			pool.shutdownNow();
		}
		assertThat(keys).hasSize(threads - 1);
	}

	@Test
	void handlesAnEventWithoutRecords() {
		StreamEventHandler handler = handler(new LambdaOptions(true, Duration.ZERO));
		assertThat(handler.handle(LambdaEvents.read("{\"Records\": []}"), null).getBatchItemFailures()).isEmpty();
		assertThat(handler.handle(LambdaEvents.read("{}"), null).getBatchItemFailures()).isEmpty();
	}

	private StreamsEventResponse handle(String... records) {
		listen();
		return handler(new LambdaOptions(true, Duration.ofSeconds(1))).handle(LambdaEvents.of(List.of(records)), null);
	}

	/** Registers the listener that takes down what it is given, and fails where asked. */
	private void listen() {
		if (this.listeners.listeners().isEmpty()) {
			listen((change) -> {
				int number = number(change);
				if (this.failing.contains(number)) {
					throw new IllegalStateException("no");
				}
				this.handled.add(number);
			});
		}
	}

	private static int number(ItemChange<?> change) {
		return Integer.parseInt(String.valueOf(change.newItem().toMap().get("n")));
	}

	private void listen(ChangeHandler handler) {
		this.listeners.register(ListenerDefinition.named("listener")
			.tables(List.of("orders"))
			.handler(handler)
			.options(ListenerOptions.defaults().with((options) -> options.batchSize(1)))
			.build());
	}

	private StreamEventHandler handler(LambdaOptions options) {
		return new StreamEventHandler(this.listeners,
				new LambdaTables(this.registry, new StreamChangeReaderFactory(CONVERTER, SchemaRegistry.empty())),
				options);
	}

	private static List<String> identifiers(StreamsEventResponse answer) {
		return answer.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
	}

}
