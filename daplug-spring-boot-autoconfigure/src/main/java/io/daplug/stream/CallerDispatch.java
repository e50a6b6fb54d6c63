package io.daplug.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;

/**
 * Handles changes on the thread that brings them, with all their attempts. Whoever brings
 * the changes of a key brings them one after the other.
 */
final class CallerDispatch implements ChangeDispatch {

	private final String id;

	private final DeliveryHandler handler;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** The threads that handle a change, with the first one that each has. */
	private final Map<Thread, Handed> callers = new HashMap<>();

	private boolean stopped = true;

	/** No more attempts. */
	private boolean aborted;

	CallerDispatch(String id, DeliveryHandler handler) {
		this.id = id;
		this.handler = handler;
	}

	@Override
	public void start() {
		this.lock.lock();
		try {
			this.stopped = false;
			this.aborted = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void pause() {
		throw new IllegalStateException(
				"Listener '%s' handles changes on the threads of the writers and cannot be paused".formatted(this.id));
	}

	@Override
	public void resume() {
		// Cannot be paused.
	}

	@Override
	public int pending() {
		this.lock.lock();
		try {
			return this.callers.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public OptionalLong oldest(ToLongFunction<Handed> time) {
		this.lock.lock();
		try {
			return this.callers.values().stream().mapToLong(time).min();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean accept(Handed handed) {
		boolean entered;
		this.lock.lock();
		try {
			if (this.stopped) {
				return false;
			}
			entered = (this.callers.putIfAbsent(Thread.currentThread(), handed) == null);
		}
		finally {
			this.lock.unlock();
		}
		try {
			if (handed instanceof HandedChange change) {
				handle(change);
			}
			else if (handed instanceof HandedTurn turn) {
				turn.work().run();
			}
		}
		finally {
			if (entered) {
				leave();
			}
		}
		return true;
	}

	private void leave() {
		this.lock.lock();
		try {
			this.callers.remove(Thread.currentThread());
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void handle(HandedChange handed) {
		ItemChange<?> change = handed.change();
		Exception hold = this.handler.hold(change);
		if (hold != null) {
			handed.parked(this.handler.parkHeld(change, hold));
			return;
		}
		// The writer's own interruption is no business of the listener's.
		boolean interrupted = Thread.interrupted();
		for (int attempts = 1;; attempts++) {
			Attempt attempt = this.handler.attempt(List.of(change));
			FailedChange failure = attempt.failure(change.identity());
			interrupted |= Thread.interrupted();
			if (failure == null) {
				handed.done(attempt);
				break;
			}
			if (this.handler.isLast(attempts)) {
				handed.parked(this.handler.park(change, attempts, failure.cause()));
				break;
			}
			Wait wait = await(this.handler.delay(attempts));
			interrupted |= (wait == Wait.INTERRUPTED);
			if (wait == Wait.ABORTED) {
				this.handler.stopped(handed, attempts, failure.cause());
				break;
			}
			handed.counter().retried();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private enum Wait {

		OVER, INTERRUPTED, ABORTED

	}

	private Wait await(Duration delay) {
		this.lock.lock();
		try {
			long left = delay.toNanos();
			while (left > 0 && !this.aborted) {
				left = this.changed.awaitNanos(left);
			}
			return this.aborted ? Wait.ABORTED : Wait.OVER;
		}
		catch (InterruptedException ex) {
			return Wait.INTERRUPTED;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean awaitEmpty(long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			long left = nanos;
			while (!this.callers.isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return this.callers.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** After the deadline no more attempts are made. */
	@Override
	public void stop(long deadline) {
		this.lock.lock();
		try {
			this.stopped = true;
		}
		finally {
			this.lock.unlock();
		}
		try {
			awaitEmpty(deadline - System.nanoTime());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			abort();
		}
	}

	private void abort() {
		this.lock.lock();
		try {
			this.aborted = true;
			this.changed.signalAll();
			this.callers.keySet().forEach(Thread::interrupt);
		}
		finally {
			this.lock.unlock();
		}
	}

}
