package io.daplug.stream.lambda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.stream.record.StreamArn;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.stream.record.UnreadableRecordException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one event, and what becomes of them. Nothing overtakes a record that
 * cannot be read: not the later records of its item and, if nobody can tell which item it
 * is, not the later records of its stream.
 */
final class EventBatch {

	private final LambdaTables tables;

	private final List<ItemChange<?>> changes = new ArrayList<>();

	private final Map<ItemChange<?>, EventRecord> records = new IdentityHashMap<>();

	private final List<Failure> failures = new ArrayList<>();

	private final Map<ItemIdentity, Exception> closedItems = new HashMap<>();

	private final Map<Optional<String>, Exception> closedStreams = new HashMap<>();

	private EventBatch(LambdaTables tables) {
		this.tables = tables;
	}

	/**
	 * Reads the records of an event.
	 * @throws StreamEventFailedException if one cannot be named to Lambda
	 */
	static EventBatch of(List<DynamodbStreamRecord> records, LambdaTables tables) {
		EventBatch batch = new EventBatch(tables);
		records.stream().map(EventRecord::of).sorted(Comparator.comparing(EventRecord::sequence)).forEach(batch::add);
		return batch;
	}

	private void add(EventRecord record) {
		Optional<String> arn = Optional.ofNullable(record.record().getEventSourceARN());
		Exception closed = this.closedStreams.get(arn);
		if (closed != null) {
			this.failures.add(new Failure(record, closed, null));
			return;
		}
		try {
			StreamArn stream = record.stream();
			add(record, this.tables.reader(stream), stream.label());
		}
		catch (UnknownStreamException | UnreadableRecordException ex) {
			this.closedStreams.put(arn, ex);
			this.failures.add(new Failure(record, ex, null));
		}
	}

	private void add(EventRecord record, StreamChangeReader reader, String streamLabel) {
		String table = reader.table().name();
		try {
			reader.read(record.toSdk(table), streamLabel).ifPresent((change) -> add(record, change));
		}
		catch (UnreadableRecordException ex) {
			this.closedItems.putIfAbsent(reader.identity(record.keys(table)), ex);
			this.failures.add(new Failure(record, ex, null));
		}
	}

	private void add(EventRecord record, ItemChange<?> change) {
		Exception closed = this.closedItems.get(change.identity());
		if (closed != null) {
			this.failures.add(new Failure(record, closed, null));
			return;
		}
		this.changes.add(change);
		this.records.put(change, record);
	}

	/** The changes to handle. */
	List<ItemChange<?>> changes() {
		return this.changes;
	}

	/** Takes down which of the changes were not handled. */
	void fail(List<FailedChange> failed) {
		for (FailedChange failure : failed) {
			EventRecord record = this.records.get(failure.change());
			if (record == null) {
				throw new IllegalStateException("A change failed that was not handed over");
			}
			this.failures.add(new Failure(record, failure.cause(), failure.change()));
		}
	}

	/** The records that were not handled, in the order of their sequences. */
	List<Failure> failures() {
		return this.failures.stream().sorted(Comparator.comparing((failure) -> failure.record().sequence())).toList();
	}

	/**
	 * A record that was not handled.
	 *
	 * @param record the record
	 * @param cause why
	 * @param change the change that was not handled; null if the record was not handed
	 * over
	 */
	record Failure(EventRecord record, Exception cause, @Nullable ItemChange<?> change) {

	}

}
