package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hands changes to one listener, key by key, until each is handled or parked.
 */
final class KeyedListenerContainer implements ListenerContainer {

	private static final Log logger = LogFactory.getLog(KeyedListenerContainer.class);

	/** How long an interrupted handler has to come to its end. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private final ListenerDefinition definition;

	private final ListenerOptions options;

	private final ChangeHandler handler;

	private final ParkedChanges parked;

	private final HeldKeys heldKeys = new HeldKeys();

	private final CallerDispatch callerDispatch;

	private final List<Thread> workers = new ArrayList<>();

	private volatile ListenerState state = ListenerState.STOPPED;

	private volatile ChangeQueue queue;

	KeyedListenerContainer(ListenerDefinition definition, ListenerOptions options, ParkedChanges parked) {
		this.definition = definition;
		this.options = options;
		this.handler = definition.filteredHandler();
		this.parked = parked;
		this.queue = closedQueue();
		this.callerDispatch = new CallerDispatch(this);
	}

	private static ChangeQueue closedQueue() {
		ChangeQueue queue = new ChangeQueue(1, 1);
		queue.close();
		return queue;
	}

	@Override
	public String id() {
		return this.definition.id();
	}

	@Override
	public Set<String> tables() {
		return this.definition.tables();
	}

	@Override
	public ListenerState state() {
		return this.state;
	}

	@Override
	public int pending() {
		return isCallerDispatch() ? this.callerDispatch.pending() : this.queue.pending();
	}

	@Override
	public int held() {
		return this.heldKeys.size();
	}

	@Override
	public boolean release(ItemKey key) {
		return this.heldKeys.release(key);
	}

	@Override
	public synchronized void pause() {
		if (isCallerDispatch()) {
			throw new IllegalStateException(
					"Listener '%s' handles changes on the threads of the writers and cannot be paused".formatted(id()));
		}
		if (this.state == ListenerState.RUNNING) {
			this.state = ListenerState.PAUSED;
			this.queue.pause(true);
		}
	}

	@Override
	public synchronized void resume() {
		if (this.state == ListenerState.PAUSED) {
			this.state = ListenerState.RUNNING;
			this.queue.pause(false);
		}
	}

	ListenerDefinition definition() {
		return this.definition;
	}

	ListenerOptions options() {
		return this.options;
	}

	boolean isCallerDispatch() {
		return this.options.dispatch() == Dispatch.CALLER;
	}

	synchronized void start() {
		if (this.state != ListenerState.STOPPED) {
			return;
		}
		if (isCallerDispatch()) {
			this.callerDispatch.start();
		}
		else {
			startWorkers();
		}
		this.state = ListenerState.RUNNING;
	}

	private void startWorkers() {
		ChangeQueue fresh = new ChangeQueue(this.options.queueCapacity(), this.options.concurrency());
		for (int number = 1; number <= this.options.concurrency(); number++) {
			Thread worker = new Thread(() -> work(fresh), "daplug-%s-%d".formatted(id(), number));
			// The context stops the listener when the JVM ends, and waits for it.
			worker.setDaemon(true);
			this.workers.add(worker);
		}
		this.queue = fresh;
		this.workers.forEach(Thread::start);
	}

	/** Whether a change is one to hear of, but for the filter. */
	boolean concerns(ItemChange<?> change) {
		return this.definition.concerns(change);
	}

	/** Takes a change over: it will be handled or parked. */
	void accept(ItemChange<?> change) {
		boolean taken = isCallerDispatch() ? this.callerDispatch.handle(change)
				: this.queue.put(change, ChangeHandling.mayWait());
		if (!taken) {
			this.parked.add(new ChangeParked(id(), change, 0, new ListenerStoppedException(id(), null)));
		}
	}

	/** Handles changes once and now, whatever the state, and parks none. */
	Map<KeyOfTable, FailedChange> handleOnce(List<ItemChange<?>> changes) {
		return Attempts.handle(id(), this.handler, changes);
	}

	private void work(ChangeQueue from) {
		List<ChangeQueue.Taken> taken = from.take(this.options.batchSize());
		while (taken != null) {
			Set<ChangeQueue.Taken> open = Collections.newSetFromMap(new IdentityHashMap<>());
			open.addAll(taken);
			try {
				List<ChangeQueue.Taken> parts = taken;
				ChangeHandling.run(() -> handle(from, parts, open));
			}
			catch (Throwable ex) {
				// None of the handler's. A worker that ends would leave changes behind.
				logger.error("Listener '%s' could not handle changes; they are tried again".formatted(id()), ex);
				open.forEach((part) -> from.retry(part, 0, new ExecutionException(ex), this.options.backoff().max()));
			}
			// Was meant for the handler, and would make the next one fail.
			Thread.interrupted();
			taken = from.take(this.options.batchSize());
		}
	}

	private void handle(ChangeQueue from, List<ChangeQueue.Taken> taken, Set<ChangeQueue.Taken> open) {
		List<ItemChange<?>> changes = new ArrayList<>();
		for (ChangeQueue.Taken part : taken) {
			Exception hold = this.heldKeys.cause(part.mailbox().key());
			if (hold != null) {
				part.changes().forEach((change) -> this.parked.add(new ChangeParked(id(), change, 0, hold)));
				open.remove(part);
				from.done(part);
			}
			else {
				changes.addAll(part.changes());
			}
		}
		Map<KeyOfTable, FailedChange> failed = changes.isEmpty() ? Map.of() : handleOnce(changes);
		for (ChangeQueue.Taken part : List.copyOf(open)) {
			open.remove(part);
			finish(from, part, failed.get(part.mailbox().key()));
		}
	}

	private void finish(ChangeQueue from, ChangeQueue.Taken part, @Nullable FailedChange failure) {
		if (failure == null) {
			from.done(part);
			return;
		}
		int handled = part.changes().indexOf(failure.change());
		int attempts = (handled == 0) ? part.attempts() + 1 : 1;
		// What fails after the deadline was interrupted: the stop parks it.
		if (attempts < this.options.maxAttempts() || from.isAborted()) {
			from.retry(part, handled, failure.cause(), delay(attempts));
		}
		else {
			park(failure.change(), attempts, failure.cause());
			from.done(part, handled + 1);
		}
	}

	Duration delay(int attempts) {
		return this.options.backoff().delay(attempts);
	}

	/**
	 * Parks a change that has failed often enough, and holds its key if that is asked.
	 */
	void park(ItemChange<?> change, int attempts, Exception cause) {
		if (this.options.afterPark() == AfterPark.HOLD) {
			this.heldKeys.hold(KeyOfTable.of(change), cause);
		}
		this.parked.add(new ChangeParked(id(), change, attempts, cause));
	}

	HeldKeys heldKeys() {
		return this.heldKeys;
	}

	ParkedChanges parked() {
		return this.parked;
	}

	/** Whether it has changes that it is going to handle. */
	boolean isBusy() {
		return this.state == ListenerState.RUNNING && pending() > 0;
	}

	/** Waits until nothing is pending, or a time is over, or this is paused. */
	boolean awaitEmpty(long deadline) throws InterruptedException {
		long left = deadline - System.nanoTime();
		if (isCallerDispatch()) {
			return this.callerDispatch.awaitEmpty(left);
		}
		return this.state == ListenerState.PAUSED || this.queue.awaitEmpty(left);
	}

	/**
	 * Takes no more changes, handles those it has until the deadline, and parks the rest.
	 */
	void stop(long deadline) {
		boolean wasPaused;
		synchronized (this) {
			if (this.state == ListenerState.STOPPED || this.state == ListenerState.STOPPING) {
				return;
			}
			wasPaused = (this.state == ListenerState.PAUSED);
			this.state = ListenerState.STOPPING;
		}
		ChangeQueue stopped = this.queue;
		stopped.close();
		try {
			if (isCallerDispatch()) {
				this.callerDispatch.stop(deadline);
			}
			else if (!wasPaused) {
				stopped.awaitEmpty(deadline - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		stopped.abort();
		end(stopped);
	}

	private void end(ChangeQueue stopped) {
		boolean interrupted = Thread.interrupted();
		if (stopped.pending() > 0) {
			this.workers.forEach(Thread::interrupt);
		}
		long end = System.nanoTime() + GRACE.toNanos();
		for (Thread worker : this.workers) {
			interrupted |= !join(worker, end);
		}
		parkRemaining(stopped);
		synchronized (this) {
			this.workers.clear();
			this.state = ListenerState.STOPPED;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean join(Thread worker, long end) {
		try {
			if (worker != Thread.currentThread()) {
				worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
			}
			if (worker.isAlive()) {
				logger.warn("Thread '%s' goes on although it was interrupted".formatted(worker.getName()));
			}
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private void parkRemaining(ChangeQueue stopped) {
		List<ChangeParked> remaining = new ArrayList<>();
		for (ChangeQueue.Taken part : stopped.remaining()) {
			Exception failure = part.mailbox().failure();
			int attempts = part.mailbox().attempts();
			for (ItemChange<?> change : part.changes()) {
				remaining.add(new ChangeParked(id(), change, attempts, new ListenerStoppedException(id(), failure)));
				attempts = 0;
				failure = null;
			}
		}
		this.parked.addStopped(id(), remaining);
	}

	@Override
	public String toString() {
		return "ListenerContainer[%s, %s, pending=%d]".formatted(id(), this.state, pending());
	}

}
