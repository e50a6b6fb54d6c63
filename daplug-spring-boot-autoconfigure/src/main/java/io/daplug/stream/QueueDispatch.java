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

	private volatile KeyedQueue<ItemIdentity, Handed> queue;

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
		KeyedQueue<ItemIdentity, Handed> fresh = KeyedQueue
			.<ItemIdentity, Handed>limitingPending(this.options.queueCapacity(), this.options.concurrency())
			.patience(Patience.with("listener '%s'".formatted(this.id)));
		this.queue = fresh;
		this.workers = WorkerGroup.start(
				this.executors.createForWorkers("daplug-%s-".formatted(this.id), this.options.concurrency()),
				() -> work(fresh), fresh::abort);
	}

	@Override
	public boolean accept(Handed handed) {
		return this.queue.put(handed.item(), handed);
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
	public OptionalLong oldest(ToLongFunction<Handed> time) {
		return this.queue.leastOfFirst(time);
	}

	@Override
	public boolean awaitEmpty(long nanos) throws InterruptedException {
		return this.queue.awaitEmpty(nanos);
	}

	private void work(KeyedQueue<ItemIdentity, Handed> from) {
		List<Portion<ItemIdentity, Handed>> taken = take(from);
		while (taken != null) {
			Set<Portion<ItemIdentity, Handed>> open = new HashSet<>(taken);
			try {
				List<Portion<ItemIdentity, Handed>> portions = taken;
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

	private @Nullable List<Portion<ItemIdentity, Handed>> take(KeyedQueue<ItemIdentity, Handed> from) {
		return from.take(this.options.batchSize(),
				this.handler.gathers() ? Gathering.upTo(LONGEST_GATHERING) : Gathering.none());
	}

	/**
	 * Handles portions.
	 * @param open the portions that were not given back yet
	 */
	private void handle(KeyedQueue<ItemIdentity, Handed> from, List<Portion<ItemIdentity, Handed>> portions,
			Set<Portion<ItemIdentity, Handed>> open) {
		List<HandedChange> free = new ArrayList<>();
		List<Portion<ItemIdentity, Handed>> turns = new ArrayList<>();
		for (Portion<ItemIdentity, Handed> portion : portions) {
			if (!(portion.elements().get(0) instanceof HandedChange first)) {
				turns.add(portion);
				continue;
			}
			Exception hold = this.handler.hold(first.change());
			List<Handed> changes = changes(portion);
			if (hold == null) {
				changes.forEach((handed) -> free.add((HandedChange) handed));
			}
			else {
				List<Boolean> kept = parkHeld(changes, hold);
				open.remove(portion);
				if (from.done(portion, changes.size())) {
					parked(changes, kept);
				}
			}
		}
		if (!free.isEmpty()) {
			Attempt attempt = this.handler.attemptHanded(free);
			for (Portion<ItemIdentity, Handed> portion : List.copyOf(open)) {
				if (!turns.contains(portion)) {
					open.remove(portion);
					finish(from, portion, attempt);
				}
			}
		}
		turns.forEach((portion) -> turn(from, portion, open));
	}

	/** Turns come last, since they may take long. */
	private static void turn(KeyedQueue<ItemIdentity, Handed> from, Portion<ItemIdentity, Handed> portion,
			Set<Portion<ItemIdentity, Handed>> open) {
		((HandedTurn) portion.elements().get(0)).work().run();
		open.remove(portion);
		from.done(portion, 1);
	}

	/** The changes of a portion that come before the first turn. */
	private static List<Handed> changes(Portion<ItemIdentity, Handed> portion) {
		List<Handed> elements = portion.elements();
		for (int i = 1; i < elements.size(); i++) {
			if (elements.get(i) instanceof HandedTurn) {
				return elements.subList(0, i);
			}
		}
		return elements;
	}

	private List<Boolean> parkHeld(List<Handed> changes, Exception hold) {
		return changes.stream().map((handed) -> this.handler.parkHeld(((HandedChange) handed).change(), hold)).toList();
	}

	private static void parked(List<Handed> changes, List<Boolean> kept) {
		for (int i = 0; i < changes.size(); i++) {
			changes.get(i).parked(kept.get(i));
		}
	}

	private void finish(KeyedQueue<ItemIdentity, Handed> from, Portion<ItemIdentity, Handed> portion, Attempt attempt) {
		List<Handed> elements = changes(portion);
		FailedChange failure = attempt.failure(portion.key());
		if (failure == null) {
			done(elements, attempt, from.done(portion, elements.size()));
			return;
		}
		int count = elements.stream()
			.map((handed) -> ((HandedChange) handed).change())
			.toList()
			.indexOf(failure.change());
		int attempts = (count == 0) ? portion.attempts() + 1 : 1;
		// What fails after the deadline was interrupted: the stop parks it.
		if (!this.handler.isLast(attempts) || from.isAborted()) {
			boolean own = from.retry(portion, count, failure.cause(), this.handler.delay(attempts));
			done(elements.subList(0, count), attempt, own);
			if (own) {
				elements.get(count).retried();
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
	private static void done(List<Handed> changes, Attempt attempt, boolean own) {
		if (own) {
			changes.forEach((change) -> change.done(attempt));
		}
	}

	@Override
	public void stop(long deadline) {
		KeyedQueue<ItemIdentity, Handed> stopped = this.queue;
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
