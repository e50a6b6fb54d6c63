package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemIdentity;
import io.daplug.queue.Gathering;
import io.daplug.queue.KeyedQueue;
import io.daplug.queue.Patience;
import io.daplug.queue.Portion;
import io.daplug.queue.WorkerGroup;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Handles changes on threads of the listener, behind a bounded queue.
 */
final class QueueDispatch implements ChangeDispatch {

	private static final Log logger = LogFactory.getLog(QueueDispatch.class);

	/** How long an interrupted handler has to come to its end. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	/** Less than most requests take, so that a slow one does not keep others waiting. */
	private static final Duration LONGEST_GATHERING = Duration.ofMillis(5);

	private final String id;

	private final ListenerOptions options;

	private final DeliveryHandler handler;

	private final TaskExecutorFactory executors;

	private volatile KeyedQueue<ItemIdentity, HandedChange> queue;

	private volatile @Nullable WorkerGroup workers;

	QueueDispatch(String id, ListenerOptions options, DeliveryHandler handler, TaskExecutorFactory executors) {
		this.id = id;
		this.options = options;
		this.handler = handler;
		this.executors = executors;
		this.queue = KeyedQueue.limitingPending(1, 1);
		this.queue.close();
	}

	@Override
	public void start() {
		KeyedQueue<ItemIdentity, HandedChange> fresh = KeyedQueue
			.<ItemIdentity, HandedChange>limitingPending(this.options.queueCapacity(), this.options.concurrency())
			.patience(Patience.with("listener '%s'".formatted(this.id)));
		this.queue = fresh;
		this.workers = WorkerGroup.start(
				this.executors.createForWorkers("daplug-%s-".formatted(this.id), this.options.concurrency()),
				() -> work(fresh));
	}

	@Override
	public boolean accept(HandedChange handed) {
		return this.queue.put(handed.change().identity(), handed);
	}

	@Override
	public void pause() {
		this.queue.pause();
	}

	@Override
	public void resume() {
		this.queue.resume();
	}

	@Override
	public int pending() {
		return this.queue.pending();
	}

	@Override
	public OptionalLong oldest(ToLongFunction<HandedChange> time) {
		return this.queue.leastOfFirst(time);
	}

	@Override
	public boolean awaitEmpty(long nanos) throws InterruptedException {
		return this.queue.awaitEmpty(nanos);
	}

	private void work(KeyedQueue<ItemIdentity, HandedChange> from) {
		List<Portion<ItemIdentity, HandedChange>> taken = take(from);
		while (taken != null) {
			Set<Portion<ItemIdentity, HandedChange>> open = new HashSet<>(taken);
			try {
				List<Portion<ItemIdentity, HandedChange>> portions = taken;
				ChangeHandling.run(() -> handle(from, portions, open));
			}
			catch (Throwable ex) {
				// None of the handler's. A worker that ends would leave changes behind.
				LoggableFailure.log(logger,
						"Listener '%s' could not handle changes; they are tried again".formatted(this.id), ex);
				open.forEach(
						(portion) -> from.retry(portion, 0, new ExecutionException(ex), this.options.backoff().max()));
			}
			// Was meant for the handler, and would make the next one fail.
			Thread.interrupted();
			taken = take(from);
		}
	}

	private @Nullable List<Portion<ItemIdentity, HandedChange>> take(KeyedQueue<ItemIdentity, HandedChange> from) {
		return from.take(this.options.batchSize(),
				this.handler.gathers() ? Gathering.upTo(LONGEST_GATHERING) : Gathering.none());
	}

	/**
	 * Handles portions.
	 * @param open the portions that were not given back yet
	 */
	private void handle(KeyedQueue<ItemIdentity, HandedChange> from, List<Portion<ItemIdentity, HandedChange>> portions,
			Set<Portion<ItemIdentity, HandedChange>> open) {
		List<HandedChange> free = new ArrayList<>();
		for (Portion<ItemIdentity, HandedChange> portion : portions) {
			Exception hold = this.handler.hold(portion.elements().get(0).change());
			if (hold == null) {
				free.addAll(portion.elements());
			}
			else {
				List<Boolean> kept = parkHeld(portion, hold);
				open.remove(portion);
				if (from.done(portion)) {
					parked(portion.elements(), kept);
				}
			}
		}
		if (!free.isEmpty()) {
			Attempt attempt = this.handler.attemptHanded(free);
			for (Portion<ItemIdentity, HandedChange> portion : List.copyOf(open)) {
				open.remove(portion);
				finish(from, portion, attempt);
			}
		}
	}

	private List<Boolean> parkHeld(Portion<ItemIdentity, HandedChange> portion, Exception hold) {
		return portion.elements().stream().map((handed) -> this.handler.parkHeld(handed.change(), hold)).toList();
	}

	private static void parked(List<HandedChange> changes, List<Boolean> kept) {
		for (int i = 0; i < changes.size(); i++) {
			changes.get(i).parked(kept.get(i));
		}
	}

	private void finish(KeyedQueue<ItemIdentity, HandedChange> from, Portion<ItemIdentity, HandedChange> portion,
			Attempt attempt) {
		List<HandedChange> elements = portion.elements();
		FailedChange failure = attempt.failure(portion.key());
		if (failure == null) {
			done(elements, attempt, from.done(portion));
			return;
		}
		int count = elements.stream().map(HandedChange::change).toList().indexOf(failure.change());
		int attempts = (count == 0) ? portion.attempts() + 1 : 1;
		// What fails after the deadline was interrupted: the stop parks it.
		if (!this.handler.isLast(attempts) || from.isAborted()) {
			boolean own = from.retry(portion, count, failure.cause(), this.handler.delay(attempts));
			done(elements.subList(0, count), attempt, own);
			if (own) {
				elements.get(count).counter().retried();
			}
			return;
		}
		boolean kept = this.handler.park(failure.change(), attempts, failure.cause());
		boolean own = from.done(portion, count + 1);
		done(elements.subList(0, count), attempt, own);
		if (own) {
			elements.get(count).parked(kept);
		}
	}

	/** What was not the worker's own any more is parked by the stop. */
	private static void done(List<HandedChange> changes, Attempt attempt, boolean own) {
		if (own) {
			changes.forEach((change) -> change.done(attempt));
		}
	}

	@Override
	public void stop(long deadline) {
		KeyedQueue<ItemIdentity, HandedChange> stopped = this.queue;
		stopped.close();
		try {
			stopped.awaitEmpty(deadline - System.nanoTime());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		stopped.abort();
		endWorkers(stopped.pending() > 0);
		// An interruption is not meant for the parking.
		boolean interrupted = Thread.interrupted();
		this.handler.parkLeft(stopped.remaining());
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void endWorkers(boolean busy) {
		WorkerGroup group = this.workers;
		if (group != null) {
			if (busy) {
				group.interrupt();
			}
			group.awaitEnd(GRACE.toNanos())
				.forEach((name) -> logger.warn("Thread '%s' goes on although it was interrupted".formatted(name)));
			this.workers = null;
		}
	}

}
