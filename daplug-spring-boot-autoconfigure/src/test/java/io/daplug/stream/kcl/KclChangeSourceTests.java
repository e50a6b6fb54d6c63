package io.daplug.stream.kcl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.fixture.LoggedLines;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.stubbing.Answer;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link KclChangeSource} with faults that no server produces.
 */
@Timeout(60)
class KclChangeSourceTests {

	private static final List<TableDefinition> TABLES = List.of(TableDefinition.named("orders").hashKey("id").build(),
			TableDefinition.named("customers").hashKey("id").build());

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final StreamListenerRegistry listeners = new StreamListenerRegistry(
			new ListenedTables(TableRegistry.of(TABLES), this.converter), ListenerOptions.defaults(), (event) -> {
			}, (parked) -> {
			}, TaskExecutorFactory.simple());

	private final CountDownLatch hanging = new CountDownLatch(TABLES.size());

	private final CountDownLatch interrupted = new CountDownLatch(TABLES.size());

	@BeforeEach
	void listen() {
		this.listeners
			.register(ListenerDefinition.named("test").tables(List.of("orders", "customers")).handler((change) -> {
			}).build());
	}

	private KclChangeSource source(Clock clock) {
		KclSettings settings = new KclSettings("test", InitialPosition.TRIM_HORIZON,
				new KclSettings.Times(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMillis(10)),
				new KclSettings.Limits(100, 10, UnreadableRecords.STALL), false);
		KclConnection connection = new KclConnection(mock(DynamoDbClient.class, (Answer<?>) (call) -> described()),
				mock(DynamoDbStreamsClient.class), mock(DynamoDbAsyncClient.class, (Answer<?>) (call) -> hang()), null);
		return new KclChangeSource(TABLES, new StreamChangeReaderFactory(this.converter, SchemaRegistry.empty()),
				() -> connection,
				new KclSurroundings(settings, this.listeners, TaskExecutorFactory.simple(), (event) -> {
				}, clock));
	}

	private static DescribeTableResponse described() {
		return DescribeTableResponse.builder()
			.table((table) -> table
				.streamSpecification(
						(stream) -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
				.latestStreamArn("arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/label"))
			.build();
	}

	private Object hang() throws InterruptedException {
		this.hanging.countDown();
		try {
			new CountDownLatch(1).await();
			throw new IllegalStateException("nobody ends this");
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
	}

	@Test
	void goesOnToSetCheckpointsOfAllTablesWhileThoseOfOneFail() {
		FailingEverySecondTime clock = new FailingEverySecondTime();
		KclChangeSource source = source(clock);
		try (LoggedLines log = LoggedLines.open()) {
			source.start();
			await().until(() -> clock.asked.get() >= 10);
			assertThat(log.lines())
				.filteredOn((line) -> line.contains("The checkpoints of table 'orders' cannot be set"))
				.as("told of once, however often it is tried")
				.hasSize(1);
			assertThat(log.lines()).noneSatisfy((line) -> assertThat(line).contains("of table 'customers'"));
		}
		finally {
			Thread.currentThread().interrupt();
			source.complete();
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void endsTheReadingOfAllTablesAtOnceIfItIsInterrupted() throws Exception {
		KclChangeSource source = source(Clock.systemUTC());
		source.start();
		this.hanging.await();
		try (LoggedLines log = LoggedLines.open()) {
			Thread.currentThread().interrupt();
			source.complete();
			assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
			this.interrupted.await();
			assertThat(log.lines()).anySatisfy((line) -> assertThat(line).contains("reading of table 'orders'"))
				.anySatisfy((line) -> assertThat(line).contains("reading of table 'customers'"));
		}
		assertThat(source.isComplete()).isTrue();
	}

	/**
	 * Fails for the first of two tables whose checkpoints are set in turn.
	 */
	private static final class FailingEverySecondTime extends Clock {

		final AtomicInteger asked = new AtomicInteger();

		@Override
		public Instant instant() {
			if (this.asked.getAndIncrement() % 2 == 0) {
				throw new IllegalStateException("the clock is broken");
			}
			return Instant.EPOCH;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
