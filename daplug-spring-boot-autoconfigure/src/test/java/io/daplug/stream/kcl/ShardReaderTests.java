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
import io.daplug.fixture.BackgroundCall;
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
import org.mockito.InOrder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for {@link ShardReader}, as the library calls it.
 */
@Timeout(60)
class ShardReaderTests {

	private final TableDefinition table = TableDefinition.named("orders").hashKey("id").build();

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final List<ItemChange<?>> handled = new ArrayList<>();

	private final List<String> gaps = new ArrayList<>();

	private final StreamListenerRegistry listeners = new StreamListenerRegistry(
			new ListenedTables(TableRegistry.of(List.of(this.table)), this.converter),
			ListenerOptions.defaults().with((options) -> options.dispatch(Dispatch.CALLER).maxAttempts(1)), (event) -> {
			}, (parked) -> {
				throw new IllegalStateException("the parking is broken");
			}, TaskExecutorFactory.simple());

	private final RecordProcessorCheckpointer checkpointer = mock(RecordProcessorCheckpointer.class);

	@BeforeEach
	void listen() {
		this.listeners.register(ListenerDefinition.named("test").tables(List.of("orders")).handler((change) -> {
			if (change.key().toString().contains("poison")) {
				throw new IllegalStateException("poison");
			}
			this.handled.add(change);
		}).build());
		this.listeners.start();
	}

	private ShardReader reader(UnreadableRecords unreadable) {
		KclSettings settings = new KclSettings("test", InitialPosition.TRIM_HORIZON,
				new KclSettings.Times(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
				new KclSettings.Limits(100, 2, unreadable), false);
		ReadingWatch watch = new ReadingWatch() {

			@Override
			public void read(String shard) {
			}

			@Override
			public void gap(String shard, String reason) {
				ShardReaderTests.this.gaps.add(shard + ": " + reason);
			}

		};
		ShardReaders readers = new ShardReaders(
				new KclSurroundings(settings, this.listeners, TaskExecutorFactory.simple(), (event) -> {
				}, Clock.systemUTC()), "label", new StreamChangeReader(this.table, this.converter), watch);
		ShardReader reader = (ShardReader) readers.shardRecordProcessor();
		reader.initialize(InitializationInput.builder()
			.shardId("shard-1")
			.extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
			.build());
		return reader;
	}

	private static DynamoDBStreamsClientRecord record(String sequence, String id) {
		return record(sequence, AttributeValue.fromS(id));
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

	private void process(ShardReader reader, DynamoDBStreamsClientRecord... records) {
		reader.processRecords(DynamoDBStreamsProcessRecordsInput.builder()
			.records(List.of(records))
			.checkpointer(this.checkpointer)
			.build());
	}

	@Test
	void setsTheCheckpointToTheLastRecordThatIsDoneWith() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("00011", "a"), record("00012", "b"), record("00013", "c"));
		assertThat(this.handled).hasSize(3);
		reader.checkpoint();
		reader.checkpoint();
		verify(this.checkpointer).checkpoint("00013");
		verifyNoMoreInteractions(this.checkpointer);
	}

	@Test
	void keepsTheCheckpointBeforeAChangeWhoseParkingFailed() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"), record("12", "poison"), record("13", "c"));
		assertThat(this.handled).hasSize(2);
		reader.checkpoint();
		verify(this.checkpointer).checkpoint("11");
		assertThat(reader.tracker().waiting().count()).isEqualTo(2);
	}

	@Test
	void keepsTheCheckpointBeforeARecordThatCannotBeRead() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"), record("12", AttributeValue.fromBool(true)), record("13", "c"));
		assertThat(this.handled).hasSize(2);
		reader.checkpoint();
		verify(this.checkpointer).checkpoint("11");
		assertThat(this.gaps).isEmpty();
	}

	@Test
	void passesOverARecordThatCannotBeReadIfAskedToAndSaysSo() throws Exception {
		ShardReader reader = reader(UnreadableRecords.SKIP);
		process(reader, record("11", "a"), record("12", AttributeValue.fromBool(true)), record("13", "c"));
		reader.checkpoint();
		verify(this.checkpointer).checkpoint("13");
		assertThat(this.gaps).singleElement()
			.asString()
			.startsWith(
					"shard-1: The record with the sequence number 12 of the stream of table 'orders' cannot be read");
	}

	@Test
	void handsNoRecordOverTwice() {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"), record("12", "b"));
		process(reader, record("12", "b"), record("13", "c"));
		assertThat(this.handled).hasSize(3);
	}

	@Test
	void readsOnWhileCheckpointsCannotBeSet() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"));
		willThrow(new ThrottlingException("later")).given(this.checkpointer).checkpoint("11");
		reader.checkpoint();
		assertThat(reader.isFailing()).isTrue();
		process(reader, record("12", "b"));
		reader.checkpoint();
		verify(this.checkpointer).checkpoint("12");
		assertThat(reader.isFailing()).isFalse();
	}

	@Test
	void setsNoCheckpointOfAShardThatAnotherInstanceReads() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"));
		willThrow(new ShutdownException("lost")).given(this.checkpointer).checkpoint("11");
		reader.checkpoint();
		process(reader, record("12", "b"));
		reader.checkpoint();
		verify(this.checkpointer).checkpoint(anyString());
		assertThat(this.handled).hasSize(1);
		reader.leaseLost(LeaseLostInput.builder().build());
	}

	@Test
	void remembersTheEndOfAShardOfWhichNothingIsUnderWay() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"));
		reader.checkpoint();
		reader.shardEnded(ShardEndedInput.builder().checkpointer(this.checkpointer).build());
		InOrder order = inOrder(this.checkpointer);
		order.verify(this.checkpointer).checkpoint("11");
		order.verify(this.checkpointer).checkpoint();
	}

	@Test
	void forgetsNoShardThatHasSomethingUnderWay() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "poison"));
		BackgroundCall<Boolean> end = BackgroundCall.startWaiting(() -> {
			reader.shardEnded(ShardEndedInput.builder().checkpointer(this.checkpointer).build());
			return true;
		});
		reader.checkpoint();
		end.awaitWaiting();
		reader.release();
		end.get();
		verify(this.checkpointer, never()).checkpoint();
		verify(this.checkpointer, never()).checkpoint(anyString());
	}

	@Test
	void dropsWhatComesAfterTheEndOfReadingAndKeepsTheCheckpointBeforeIt() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"));
		reader.stopReading();
		BackgroundCall<Boolean> late = BackgroundCall.startWaiting(() -> {
			process(reader, record("12", "b"));
			return true;
		});
		reader.checkpoint();
		verify(this.checkpointer).checkpoint("11");
		late.awaitWaiting();
		reader.release();
		late.get();
		reader.checkpoint();
		reader.shardEnded(ShardEndedInput.builder().checkpointer(this.checkpointer).build());
		verifyNoMoreInteractions(this.checkpointer);
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void setsTheCheckpointBeforeItGivesAShardToAnotherInstance() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		process(reader, record("11", "a"), record("12", "b"));
		reader.shutdownRequested(ShutdownRequestedInput.builder().checkpointer(this.checkpointer).build());
		verify(this.checkpointer).checkpoint("12");
		process(reader);
		assertThat(this.handled).hasSize(2);
	}

	@Test
	void throwsNothing() throws Exception {
		ShardReader reader = reader(UnreadableRecords.STALL);
		willThrow(new IllegalStateException("broken")).given(this.checkpointer).checkpoint("11");
		process(reader, record("11", "a"));
		reader.checkpoint();
		willThrow(new IllegalStateException("broken")).given(this.checkpointer).checkpoint();
		reader.shardEnded(ShardEndedInput.builder().checkpointer(this.checkpointer).build());
		assertThat(reader.toString()).isEqualTo("ShardReader[orders, shard-1]");
	}

}
