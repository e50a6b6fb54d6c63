package io.daplug.stream;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;

/**
 * Handles changes on the thread that brings them, with all their attempts. Whoever brings
 * the changes of a key brings them one after the other.
 */
final class CallerDispatch {

	private final KeyedListenerContainer container;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Set<Thread> callers = new HashSet<>();

	private boolean stopped = true;

	/** No more attempts. */
	private boolean aborted;

	CallerDispatch(KeyedListenerContainer container) {
		this.container = container;
	}

	void start() {
		this.lock.lock();
		try {
			this.stopped = false;
			this.aborted = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	int pending() {
		this.lock.lock();
		try {
			return this.callers.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Handles a change, or parks it.
	 * @return whether it was taken: not if the listener is stopped
	 */
	boolean handle(ItemChange<?> change) {
		boolean entered;
		this.lock.lock();
		try {
			if (this.stopped) {
				return false;
			}
			entered = this.callers.add(Thread.currentThread());
		}
		finally {
			this.lock.unlock();
		}
		try {
			attempt(change);
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

	private void attempt(ItemChange<?> change) {
		Exception hold = this.container.heldKeys().cause(KeyOfTable.of(change));
		if (hold != null) {
			this.container.parked().add(new ChangeParked(this.container.id(), change, 0, hold));
			return;
		}
		// The writer's own interruption is no business of the listener's.
		boolean interrupted = Thread.interrupted();
		for (int attempts = 1;; attempts++) {
			Map<KeyOfTable, FailedChange> failed = this.container.handleOnce(List.of(change));
			interrupted |= Thread.interrupted();
			if (failed.isEmpty()) {
				break;
			}
			Exception cause = failed.values().iterator().next().cause();
			if (attempts == this.container.options().maxAttempts()) {
				this.container.park(change, attempts, cause);
				break;
			}
			Wait wait = await(this.container.delay(attempts));
			interrupted |= (wait == Wait.INTERRUPTED);
			if (wait == Wait.ABORTED) {
				this.container.parked()
					.add(new ChangeParked(this.container.id(), change, attempts,
							new ListenerStoppedException(this.container.id(), cause)));
				break;
			}
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

	boolean awaitEmpty(long nanos) throws InterruptedException {
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

	/** Takes no more changes, and after the deadline makes no more attempts. */
	void stop(long deadline) throws InterruptedException {
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
		finally {
			abort();
		}
	}

	private void abort() {
		this.lock.lock();
		try {
			this.aborted = true;
			this.changed.signalAll();
			this.callers.forEach(Thread::interrupt);
		}
		finally {
			this.lock.unlock();
		}
	}

}
