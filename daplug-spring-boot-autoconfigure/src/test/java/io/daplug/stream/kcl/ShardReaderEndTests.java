package io.daplug.stream.kcl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import io.daplug.stream.Dispatch;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for {@link ShardReader} when reading ends and something was not taken.
 */
@Timeout(60)
class ShardReaderEndTests {

	private final TableDefinition table = TableDefinition.named("orders").hashKey("id").build();

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final StreamListenerRegistry listeners = new StreamListenerRegistry(
			new ListenedTables(TableRegistry.of(List.of(this.table)), this.converter),
			ListenerOptions.defaults().with((options) -> options.dispatch(Dispatch.CALLER)), (event) -> {
			}, (parked) -> {
			}, TaskExecutorFactory.simple());

	private final List<ItemChange<?>> handled = new ArrayList<>();

	private final RecordProcessorCheckpointer checkpointer = mock(RecordProcessorCheckpointer.class);

	private final ShardReader reader = reader();

	@BeforeEach
	void listen() {
		this.listeners
			.register(ListenerDefinition.named("test").tables(List.of("orders")).handler(this.handled::add).build());
		this.listeners.start();
		this.reader.initialize(InitializationInput.builder()
			.shardId("shard-1")
			.extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
			.build());
	}

	private ShardReader reader() {
		KclSettings settings = new KclSettings("test", InitialPosition.TRIM_HORIZON,
				new KclSettings.Times(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
				new KclSettings.Limits(100, 10, UnreadableRecords.SKIP), false);
		ShardReaders readers = new ShardReaders(
				new KclSurroundings(settings, this.listeners, TaskExecutorFactory.simple(), (event) -> {
				}, Clock.systemUTC()), "label", new StreamChangeReader(this.table, this.converter),
				new EndsReadingAtGaps());
		return (ShardReader) readers.shardRecordProcessor();
	}

	/** A record that cannot be read ends the reading, in the middle of a page. */
	private final class EndsReadingAtGaps implements ReadingWatch {

		@Override
		public void read(String shard) {
		}

		@Override
		public void gap(String shard, String reason) {
			ShardReaderEndTests.this.reader.stopReading();
		}

	}

	private static DynamoDBStreamsClientRecord record(String sequence, AttributeValue id) {
		Map<String, AttributeValue> key = Map.of("id", id);
		return DynamoDBStreamsClientRecord.fromRecord(Record.builder()
			.eventName(OperationType.INSERT)
			.dynamodb((data) -> data.sequenceNumber(sequence)
				.approximateCreationDateTime(Instant.EPOCH)
				.keys(key)
				.newImage(key)
				.streamViewType("NEW_AND_OLD_IMAGES"))
			.build());
	}

	private void process(DynamoDBStreamsClientRecord... records) {
		this.reader.processRecords(DynamoDBStreamsProcessRecordsInput.builder()
			.records(List.of(records))
			.checkpointer(this.checkpointer)
			.build());
	}

	private Thread endShard() {
		Thread end = new Thread(
				() -> this.reader.shardEnded(ShardEndedInput.builder().checkpointer(this.checkpointer).build()));
		end.setDaemon(true);
		end.start();
		return end;
	}

	@Test
	void doesNotRememberTheEndOfAShardWhoseLastPageWasNotTakenWholly() throws Exception {
		process(record("11", AttributeValue.fromS("a")), record("12", AttributeValue.fromBool(true)),
				record("13", AttributeValue.fromS("c")));
		assertThat(this.handled).hasSize(1);
		Thread end = endShard();
		this.reader.checkpoint();
		this.reader.release();
		end.join();
		verify(this.checkpointer).checkpoint("12");
		verifyNoMoreInteractions(this.checkpointer);
	}

	@Test
	void waitsAtTheEndOfAShardOfWhichSomethingWasNotTakenUntilItIsReleased() throws Exception {
		Thread.currentThread().interrupt();
		process(record("11", AttributeValue.fromS("a")));
		assertThat(Thread.interrupted()).isTrue();
		Thread end = endShard();
		await().until(() -> end.getState() == Thread.State.WAITING);
		this.reader.release();
		end.join();
		verifyNoMoreInteractions(this.checkpointer);
	}

}
