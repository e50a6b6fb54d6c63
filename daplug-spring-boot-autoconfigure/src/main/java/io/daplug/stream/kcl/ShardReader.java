package io.daplug.stream.kcl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import io.daplug.event.ItemChange;
import io.daplug.stream.ChangeReceipt;
import io.daplug.stream.ChangeReceiptHandler;
import io.daplug.stream.record.UnreadableRecordException;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * Hands the changes of one shard to the listeners, and sets its checkpoint by their
 * receipts. Throws nothing: the library would go on as if what it gave had been handled.
 */
final class ShardReader implements DynamoDBStreamsShardRecordProcessor, ChangeReceiptHandler {

	private static final Log logger = LogFactory.getLog(ShardReader.class);

	/** Less than the library waits for a shard that is to be given away. */
	private static final long HANDING_ON_NANOS = TimeUnit.SECONDS.toNanos(20);

	private final ShardReaders owner;

	private final ShardTracker tracker;

	private volatile String shard = "";

	private volatile @Nullable RecordProcessorCheckpointer checkpointer;

	private volatile @Nullable Instant newest;

	private volatile @Nullable Instant checkpointed;

	/** The shard is at its end, or somebody else's: no more checkpoints. */
	private boolean finished;

	/** Since when checkpoints fail. */
	private volatile @Nullable Instant failingSince;

	ShardReader(ShardReaders owner, ShardTracker tracker) {
		this.owner = owner;
		this.tracker = tracker;
	}

	@Override
	public void initialize(InitializationInput input) {
		this.shard = input.shardId();
		logger.info("Reads shard %s of table '%s' from %s".formatted(this.shard, this.owner.table(),
				input.extendedSequenceNumber().sequenceNumber()));
		this.owner.add(this);
	}

	String shard() {
		return this.shard;
	}

	ShardTracker tracker() {
		return this.tracker;
	}

	boolean isFailing() {
		return this.failingSince != null;
	}

	/** When the newest change was written that was handed over. */
	@Nullable Instant newest() {
		return this.newest;
	}

	/** When the checkpoint was set last. */
	@Nullable Instant checkpointed() {
		return this.checkpointed;
	}

	@Override
	public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
		this.checkpointer = input.checkpointer();
		List<DynamoDBStreamsClientRecord> records = input.records();
		try {
			int from = 0;
			while (from < records.size()) {
				int room = this.tracker.awaitRoom();
				if (room == 0) {
					this.tracker.block();
					this.tracker.awaitRelease();
					return;
				}
				int to = Math.min(records.size(), from + room);
				handOver(records.subList(from, to));
				from = to;
			}
		}
		catch (InterruptedException ex) {
			this.tracker.block();
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			this.tracker.block();
			LoggableFailure.log(logger,
					"The reading of shard %s of table '%s' ends; it goes on from the checkpoint after the next start"
						.formatted(this.shard, this.owner.table()),
					ex);
		}
	}

	private void handOver(List<DynamoDBStreamsClientRecord> records) {
		List<ItemChange<?>> changes = new ArrayList<>(records.size());
		for (DynamoDBStreamsClientRecord record : records) {
			String sequence = record.sequenceNumber();
			if (this.tracker.begin(sequence)) {
				Optional<ItemChange<?>> change = read(record, sequence);
				if (change == null) {
					continue;
				}
				if (change.isPresent()) {
					this.newest = change.get().origin().time();
					changes.add(change.get());
				}
				else {
					this.tracker.receive(sequence);
				}
			}
		}
		this.owner.listeners().accept(changes, this);
	}

	/** Null if the record cannot be read, and its receipt must not come. */
	@SuppressWarnings("NullOptional")
	private @Nullable Optional<ItemChange<?>> read(DynamoDBStreamsClientRecord record, String sequence) {
		try {
			return this.owner.read(record.getRecord());
		}
		catch (UnreadableRecordException ex) {
			return unreadable(sequence, ex, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			return unreadable(sequence, ex, "The record with the sequence number %s of table '%s' cannot be read"
				.formatted(sequence, this.owner.table()));
		}
	}

	@SuppressWarnings("NullOptional")
	private @Nullable Optional<ItemChange<?>> unreadable(String sequence, RuntimeException failure, String problem) {
		if (this.owner.skipsUnreadable()) {
			LoggableFailure.log(logger, problem + "; it is passed over", failure);
			this.owner.skipped(this.shard, sequence, problem);
			return Optional.empty();
		}
		LoggableFailure.log(logger, problem + "; the checkpoint of shard %s stays before it".formatted(this.shard),
				failure);
		return null;
	}

	@Override
	public void handle(ItemChange<?> change, ChangeReceipt receipt) {
		this.tracker.receive(change.origin().sequence());
	}

	@Override
	public boolean handsOverAgain() {
		return true;
	}

	/** Hands over nothing more. */
	void stopReading() {
		this.tracker.end();
	}

	/** Lets go of what waits, before the library ends. */
	void release() {
		this.tracker.release();
	}

	/** Moves the checkpoint to where the receipts are. */
	synchronized void checkpoint() {
		ShardTracker.Place reached = this.tracker.reached();
		RecordProcessorCheckpointer target = this.checkpointer;
		if (reached == null || target == null || this.finished) {
			return;
		}
		try {
			target.checkpoint(reached.sequence());
			this.tracker.checkpointed(reached);
			this.checkpointed = this.owner.now();
			this.failingSince = null;
		}
		catch (ShutdownException ex) {
			logger.info(
					"Shard %s of table '%s' is read by another instance now".formatted(this.shard, this.owner.table()));
			lost();
		}
		catch (KinesisClientLibException | RuntimeException ex) {
			if (this.failingSince == null) {
				this.failingSince = this.owner.now();
				logger.warn("The checkpoint of shard %s of table '%s' cannot be set; it is tried again"
					.formatted(this.shard, this.owner.table()), ex);
			}
		}
	}

	private synchronized void lost() {
		this.finished = true;
		this.tracker.drop();
		this.owner.remove(this);
	}

	@Override
	public void leaseLost(@Nullable LeaseLostInput input) {
		lost();
	}

	@Override
	public void shardEnded(ShardEndedInput input) {
		try {
			if (!this.tracker.awaitDone()) {
				return;
			}
			synchronized (this) {
				this.finished = true;
				input.checkpointer().checkpoint();
				this.owner.remove(this);
			}
			logger.info("Shard %s of table '%s' is read to its end".formatted(this.shard, this.owner.table()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (KinesisClientLibException | RuntimeException ex) {
			synchronized (this) {
				this.finished = false;
			}
			logger.warn("The end of shard %s of table '%s' cannot be remembered; it is tried again"
				.formatted(this.shard, this.owner.table()), ex);
		}
	}

	/** Another instance is to read the shard: what the listeners have is waited for. */
	@Override
	public void shutdownRequested(ShutdownRequestedInput input) {
		this.checkpointer = input.checkpointer();
		this.tracker.end();
		try {
			this.tracker.awaitAll(HANDING_ON_NANOS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		checkpoint();
	}

	@Override
	public String toString() {
		return "ShardReader[%s, %s]".formatted(this.owner.table(), this.shard);
	}

}
