package io.daplug.stream.kcl;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.daplug.fixture.MutableClock;
import io.daplug.item.ItemConverter;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for the gaps that a {@link TableWorker} tells of.
 */
class TableWorkerGapTests {

	private final MutableClock clock = new MutableClock(Instant.EPOCH);

	private final List<String> told = new ArrayList<>();

	private final TableWorker worker = worker();

	private TableWorker worker() {
		TableDefinition table = TableDefinition.named("orders").hashKey("id").build();
		ItemConverter converter = new ItemConverter(JsonMapper.shared());
		KclSettings settings = new KclSettings("test", InitialPosition.TRIM_HORIZON,
				new KclSettings.Times(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
				new KclSettings.Limits(100, 10, UnreadableRecords.SKIP), false);
		StreamListenerRegistry listeners = new StreamListenerRegistry(
				new ListenedTables(TableRegistry.of(List.of(table)), converter), ListenerOptions.defaults(),
				(event) -> {
				}, (parked) -> {
				}, TaskExecutorFactory.simple());
		KclSurroundings surroundings = new KclSurroundings(settings, listeners, TaskExecutorFactory.simple(),
				(event) -> this.told.add(((StreamGap) event).shard() + ": " + ((StreamGap) event).reason()),
				this.clock);
		return new TableWorker(new StreamChangeReader(table, converter), new TableStream("arn", "adapter-arn", "label"),
				new KclConnection(mock(DynamoDbClient.class), mock(DynamoDbStreamsClient.class),
						mock(DynamoDbAsyncClient.class), null),
				surroundings, "worker");
	}

	@Test
	void tellsOfAGapOnceHoweverOftenItIsMetMeanwhile() {
		this.worker.gap("shard-1", "trimmed");
		this.worker.gap("shard-1", "gone");
		this.worker.gap("shard-2", "trimmed");
		assertThat(this.told).containsExactly("shard-1: trimmed", "shard-2: trimmed");
	}

	@Test
	void tellsOfAGapThatIsMetAllTheTimeEveryFiveMinutes() {
		for (int minute = 0; minute <= 10; minute++) {
			this.worker.gap("shard-1", "minute " + minute);
			this.clock.advance(Duration.ofMinutes(1));
		}
		assertThat(this.told).containsExactly("shard-1: minute 0", "shard-1: minute 5", "shard-1: minute 10");
	}

	@Test
	void tellsOfEachRecordThatIsPassedOverAndOfNoneTwice() {
		this.worker.gap("shard-1", "trimmed");
		this.worker.skipped("shard-1", "0011", "unreadable 11");
		this.worker.skipped("shard-1", "0012", "unreadable 12");
		this.worker.skipped("shard-1", "0011", "unreadable 11");
		assertThat(this.told).containsExactly("shard-1: trimmed", "shard-1: unreadable 11", "shard-1: unreadable 12");
	}

}
