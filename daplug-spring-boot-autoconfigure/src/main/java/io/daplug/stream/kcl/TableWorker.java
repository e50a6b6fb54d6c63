package io.daplug.stream.kcl;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.daplug.stream.SourceProgress;
import io.daplug.stream.SourceProgress.HandOver;
import io.daplug.stream.SourceProgress.State;
import io.daplug.stream.StreamGap;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.kinesis.coordinator.Scheduler;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Reads the stream of one table from the start of the source to its end. When the library
 * gives up, it is started again.
 */
final class TableWorker implements ReadingWatch {

	private static final Log logger = LogFactory.getLog(TableWorker.class);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final StreamChangeReader changes;

	private final TableStream stream;

	private final KclConnection connection;

	private final KclSurroundings surroundings;

	private final String worker;

	private final SimpleAsyncTaskExecutor thread;

	private final ShardReaders readers;

	private final Map<String, Instant> lastRead = new ConcurrentHashMap<>();

	private final ToldGaps gaps;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile State state = State.STARTING;

	private volatile Instant leasesLookedAt = Instant.EPOCH;

	/** Whether the stream was read before, so that no change may be left out. */
	private boolean begun;

	private @Nullable Scheduler scheduler;

	TableWorker(StreamChangeReader changes, TableStream stream, KclConnection connection, KclSurroundings surroundings,
			String worker) {
		this.changes = changes;
		this.stream = stream;
		this.connection = connection;
		this.surroundings = surroundings;
		this.worker = worker;
		this.thread = surroundings.executors().createForWorkers("daplug-kcl-%s-".formatted(table()), 1);
		// From the start: threads of before would not be interrupted at the close.
		this.thread.setTaskTerminationTimeout(1);
		this.gaps = new ToldGaps(surroundings.clock());
		this.readers = new ShardReaders(surroundings, stream.label(), changes, this);
	}

	String table() {
		return this.changes.table().name();
	}

	void start() {
		this.thread.execute(this::run);
	}

	private void run() {
		try {
			while (this.stopped.getCount() > 0) {
				try {
					runOnce();
				}
				catch (Throwable ex) {
					LoggableFailure.log(logger,
							"The stream of table '%s' cannot be read; it is tried again".formatted(table()), ex);
				}
				if (this.stopped.getCount() > 0) {
					this.state = State.FAILED;
					this.stopped.await(Math.min(LONGEST_PAUSE.toMillis(), failover().toMillis()),
							TimeUnit.MILLISECONDS);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.state = State.STOPPED;
			this.ended.countDown();
		}
	}

	private void runOnce() throws Exception {
		LibraryExecutor executor = new LibraryExecutor(this.surroundings.executors(),
				"daplug-kcl-%s-shard-".formatted(table()));
		Scheduler current = null;
		try {
			current = new SchedulerFactory(settings(), this.connection, executor).create(
					this.surroundings.settings().leaseTable(this.changes.table().tableName()), this.worker,
					new WatchedStreamsClient(this.connection.streams(), this.stream, this), this.stream, this.readers);
			LeaseTable leases = new LeaseTable(this.worker, current, this.connection.tables());
			leases.prepare(this);
			this.begun = true;
			if (schedule(current)) {
				current.run();
			}
			executor.shutdownNow();
			leases.release(this.connection.leases());
		}
		finally {
			executor.shutdownNow();
			if (current != null && current.shutdownStartTimeMillis() == 0) {
				current.shutdown();
			}
			forget();
		}
	}

	private KclSettings settings() {
		KclSettings settings = this.surroundings.settings();
		return this.begun ? settings.from(InitialPosition.TRIM_HORIZON) : settings;
	}

	private synchronized boolean schedule(Scheduler current) {
		if (this.stopped.getCount() == 0) {
			return false;
		}
		this.scheduler = current;
		this.state = State.RUNNING;
		return true;
	}

	private synchronized void forget() {
		this.scheduler = null;
		this.lastRead.clear();
		this.readers.active().forEach((reader) -> reader.leaseLost(null));
	}

	/** Hands over nothing more, and keeps the shards. */
	void stopReading() {
		this.readers.stopReading();
	}

	void checkpoint() {
		this.readers.checkpoint();
		Instant now = this.surroundings.clock().instant();
		if (this.readers.areInTrouble() && !this.leasesLookedAt.plus(failover()).isAfter(now)) {
			this.leasesLookedAt = now;
			lookAtLeases();
		}
	}

	private Duration failover() {
		return this.surroundings.settings().times().failover();
	}

	/** The library never creates its table anew, and would read nothing any more. */
	private void lookAtLeases() {
		Scheduler current = running();
		if (current == null) {
			return;
		}
		String name = current.leaseManagementConfig().tableName();
		try {
			this.connection.tables().describeTable((request) -> request.tableName(name));
		}
		catch (ResourceNotFoundException ex) {
			logger.error("The table of leases '%s' is gone; it is created anew, and the stream of table '%s' read again"
				.formatted(name, table()));
			current.shutdown();
		}
		catch (SdkException ex) {
			logger.debug("The table of leases '%s' cannot be looked at".formatted(name), ex);
		}
	}

	private synchronized @Nullable Scheduler running() {
		return (this.stopped.getCount() > 0) ? this.scheduler : null;
	}

	/**
	 * Sets the last checkpoints, gives the shards back, and begins to come to the end.
	 */
	void stop() {
		this.readers.stopReading();
		this.readers.checkpoint();
		this.readers.release();
		Scheduler current;
		synchronized (this) {
			this.stopped.countDown();
			current = this.scheduler;
		}
		if (current != null) {
			current.shutdown();
		}
	}

	/**
	 * Waits for the end, and cuts off what has not come to it. An interruption ends the
	 * waiting and stays with the thread.
	 * @param time how long at most
	 * @return whether the end has come
	 */
	boolean awaitEnd(Duration time) {
		boolean over = false;
		try {
			over = this.ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.thread.close();
		return over;
	}

	@Override
	public void read(String shard) {
		this.lastRead.put(shard, this.surroundings.clock().instant());
	}

	@Override
	public void gap(String shard, String reason) {
		if (this.gaps.add(shard)) {
			tell(shard, reason);
		}
	}

	@Override
	public void skipped(String shard, String sequence, String reason) {
		if (this.gaps.add(shard + ' ' + sequence)) {
			tell(shard, reason);
		}
	}

	private void tell(String shard, String reason) {
		logger.error("Changes of table '%s' are lost to its listeners: %s (shard %s). Its mirrors need a repair."
			.formatted(table(), reason, shard));
		try {
			this.surroundings.events().publishEvent(new StreamGap(table(), shard, reason));
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger, "A listener of StreamGap failed", ex);
		}
	}

	SourceProgress progress() {
		List<ShardReader> active = this.readers.active();
		List<ShardTracker.Waiting> waiting = active.stream().map((reader) -> reader.tracker().waiting()).toList();
		// A shard whose changes wait is judged by its checkpoint: slow listeners hold up
		// reading.
		Instant read = earliest(active.stream()
			.filter((reader) -> reader.tracker().waiting().count() == 0)
			.map((reader) -> this.lastRead.get(reader.shard()))
			.toList());
		Instant newest = latest(active.stream().map(ShardReader::newest).toList());
		Instant checkpointed = latest(active.stream().map(ShardReader::checkpointed).toList());
		return new SourceProgress(table(), this.state, active.size(),
				new HandOver(read, newest, checkpointed, waiting.stream().mapToLong(ShardTracker.Waiting::count).sum(),
						earliest(waiting.stream().map(ShardTracker.Waiting::since).toList())));
	}

	private static @Nullable Instant earliest(List<@Nullable Instant> times) {
		return times.stream().filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
	}

	private static @Nullable Instant latest(List<@Nullable Instant> times) {
		return times.stream().filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
	}

}
