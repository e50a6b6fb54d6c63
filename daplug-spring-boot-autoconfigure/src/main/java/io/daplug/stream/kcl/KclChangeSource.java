package io.daplug.stream.kcl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.daplug.stream.ChangeSource;
import io.daplug.stream.DeliveryGuarantee;
import io.daplug.stream.SourceProgress;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.TableDefinition;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.Assert;

/**
 * Feeds listeners with the changes of tables' streams, by the Kinesis Client Library:
 * each change at least once, those of an item in their order. Instances with the same
 * application name share the shards of each stream, and take over those of an instance
 * that dies. A checkpoint passes a change when all listeners have handled or parked it,
 * and not before.
 * <p>
 * A table that nobody listens to is not read, so that the changes stay for those who do.
 * <p>
 * {@link #stop()} ends the reading, while the listeners still work on what they have.
 * {@link #complete()}, after they have stopped, sets the last checkpoints and gives the
 * shards to other instances.
 */
public final class KclChangeSource implements ChangeSource {

	private static final Log logger = LogFactory.getLog(KclChangeSource.class);

	/** Time that the library is given to come to its end, beside the failover time. */
	private static final Duration END = Duration.ofSeconds(10);

	private final Map<String, TableDefinition> tables = new LinkedHashMap<>();

	private final StreamChangeReaderFactory readers;

	private final Supplier<KclConnection> connection;

	private final KclSurroundings surroundings;

	private volatile List<TableWorker> workers = List.of();

	private @Nullable Checkpointing checkpointing;

	private volatile boolean running;

	/**
	 * Creates a source.
	 * @param tables the tables whose streams are read, at least one
	 * @param readers read the records
	 * @param connection the clients, which are asked for at the start
	 * @param surroundings settings, listeners and what else all tables have in common
	 */
	public KclChangeSource(Collection<TableDefinition> tables, StreamChangeReaderFactory readers,
			Supplier<KclConnection> connection, KclSurroundings surroundings) {
		Assert.notEmpty(tables, "'tables' must not be empty");
		tables.forEach((table) -> this.tables.put(table.name(), table));
		this.readers = readers;
		this.connection = connection;
		this.surroundings = surroundings;
	}

	@Override
	public String name() {
		return "kcl";
	}

	@Override
	public DeliveryGuarantee guarantee() {
		return DeliveryGuarantee.AT_LEAST_ONCE;
	}

	@Override
	public Set<String> tables() {
		return Set.copyOf(this.tables.keySet());
	}

	/**
	 * Finds the streams and begins to read them. Returns when the streams are found; it
	 * takes seconds until the first change comes.
	 * @throws StreamUnavailableException if a table has no stream, or one that does not
	 * show what its listeners need
	 */
	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		complete();
		List<TableDefinition> heard = this.tables.values()
			.stream()
			.filter((table) -> this.surroundings.listeners().listensTo(table.name()))
			.toList();
		if (!heard.isEmpty()) {
			KclConnection clients = this.connection.get();
			StreamLookup streams = new StreamLookup(clients.tables());
			String worker = UUID.randomUUID().toString();
			List<TableWorker> all = new ArrayList<>();
			for (TableDefinition table : heard) {
				TableStream stream = streams.find(table, this.surroundings.listeners().needs(table.name()));
				all.add(new TableWorker(this.readers.create(table), stream, clients, this.surroundings, worker));
			}
			this.workers = List.copyOf(all);
			all.forEach(TableWorker::start);
			this.checkpointing = new Checkpointing(this.surroundings, this.workers);
		}
		this.running = true;
	}

	/** Hands over nothing more. What listeners have still counts. */
	@Override
	public void stop() {
		this.running = false;
		this.workers.forEach(TableWorker::stopReading);
	}

	/**
	 * Sets the last checkpoints, and gives the shards to other instances, after the
	 * listeners have stopped. What has no receipt now is handed over again by the next
	 * start. Waits for the end of all tables' reading; if the thread is interrupted, it
	 * waits no longer, and cuts the reading off. Does nothing if nothing is read.
	 */
	public synchronized void complete() {
		List<TableWorker> all = this.workers;
		if (all.isEmpty()) {
			return;
		}
		this.running = false;
		Checkpointing checkpoints = this.checkpointing;
		if (checkpoints != null) {
			checkpoints.end();
		}
		all.forEach(TableWorker::stop);
		for (TableWorker each : all) {
			if (!each.awaitEnd(this.surroundings.settings().times().failover().plus(END))) {
				logger.warn("The reading of table '%s' does not come to its end".formatted(each.table()));
			}
		}
		this.workers = List.of();
	}

	boolean isComplete() {
		return this.workers.isEmpty();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public SourceProgress.State state() {
		return progress().stream().map(SourceProgress::state).max(Comparator.comparing((state) -> switch (state) {
			case RUNNING -> 0;
			case STARTING -> 1;
			case STOPPED -> 2;
			case FAILED -> 3;
		})).orElse(SourceProgress.State.STOPPED);
	}

	@Override
	public List<SourceProgress> progress() {
		Map<String, SourceProgress> progress = new LinkedHashMap<>();
		this.tables.keySet()
			.stream()
			.sorted()
			.forEach((table) -> progress.put(table, SourceProgress.of(table, SourceProgress.State.STOPPED)));
		this.workers.forEach((worker) -> progress.put(worker.table(), worker.progress()));
		return List.copyOf(progress.values());
	}

	@Override
	public String toString() {
		return "KclChangeSource" + this.tables.keySet();
	}

	/**
	 * Sets checkpoints from time to time.
	 */
	private static final class Checkpointing {

		private final CountDownLatch end = new CountDownLatch(1);

		private final SimpleAsyncTaskExecutor thread;

		/** The tables whose checkpoints could not be set the last time. */
		private final Set<String> failing = new HashSet<>();

		Checkpointing(KclSurroundings surroundings, List<TableWorker> workers) {
			this.thread = surroundings.executors().createForWorkers("daplug-kcl-checkpoint-", 1);
			long millis = surroundings.settings().times().checkpoint().toMillis();
			this.thread.execute(() -> {
				try {
					while (!this.end.await(millis, TimeUnit.MILLISECONDS)) {
						workers.forEach(this::checkpoint);
					}
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}

		/** Throws nothing: the checkpoints of all tables would end. */
		private void checkpoint(TableWorker worker) {
			try {
				worker.checkpoint();
				this.failing.remove(worker.table());
			}
			catch (Throwable ex) {
				if (this.failing.add(worker.table())) {
					LoggableFailure.log(logger,
							"The checkpoints of table '%s' cannot be set; it is tried again".formatted(worker.table()),
							ex);
				}
			}
		}

		void end() {
			this.end.countDown();
			this.thread.close();
		}

	}

}
