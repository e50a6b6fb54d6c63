package io.daplug.stream.kcl;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.event.ItemChange;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReader;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;

/**
 * The readers of the shards of one stream that are this instance's at the moment.
 */
final class ShardReaders implements ShardRecordProcessorFactory {

	private final StreamChangeReader changes;

	private final String label;

	private final StreamListenerRegistry listeners;

	private final KclSettings.Limits limits;

	private final ReadingWatch watch;

	private final Clock clock;

	private final Set<ShardReader> active = ConcurrentHashMap.newKeySet();

	private volatile boolean reading = true;

	ShardReaders(KclSurroundings surroundings, String label, StreamChangeReader changes, ReadingWatch watch) {
		this.changes = changes;
		this.label = label;
		this.listeners = surroundings.listeners();
		this.limits = surroundings.settings().limits();
		this.watch = watch;
		this.clock = surroundings.clock();
	}

	@Override
	public ShardRecordProcessor shardRecordProcessor() {
		return new ShardReader(this, new ShardTracker(this.limits.pending(), this.clock));
	}

	void add(ShardReader reader) {
		this.active.add(reader);
		if (!this.reading) {
			reader.stopReading();
		}
	}

	void remove(ShardReader reader) {
		this.active.remove(reader);
	}

	List<ShardReader> active() {
		return List.copyOf(this.active);
	}

	void stopReading() {
		this.reading = false;
		this.active.forEach(ShardReader::stopReading);
	}

	void checkpoint() {
		this.active.forEach(ShardReader::checkpoint);
	}

	/** Whether there is no shard, or one whose checkpoints cannot be set. */
	boolean areInTrouble() {
		return this.active.isEmpty() || this.active.stream().anyMatch(ShardReader::isFailing);
	}

	void release() {
		this.active.forEach(ShardReader::release);
	}

	String table() {
		return this.changes.table().name();
	}

	StreamListenerRegistry listeners() {
		return this.listeners;
	}

	boolean skipsUnreadable() {
		return this.limits.unreadable() == UnreadableRecords.SKIP;
	}

	Optional<ItemChange<?>> read(Record record) {
		return this.changes.read(record, this.label);
	}

	void skipped(String shard, String sequence, String reason) {
		this.watch.skipped(shard, sequence, reason);
	}

	Instant now() {
		return this.clock.instant();
	}

}
