package io.daplug.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.springframework.util.Assert;

/**
 * What was recorded, by whichever threads, in the order in which it came.
 *
 * @param <E> what is recorded
 */
final class Recording<E> {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<E> entries = new ArrayList<>();

	void addAll(Collection<? extends E> more) {
		this.lock.lock();
		try {
			this.entries.addAll(more);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	void clear() {
		this.lock.lock();
		try {
			this.entries.clear();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	List<E> entries() {
		this.lock.lock();
		try {
			return List.copyOf(this.entries);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a condition holds. It is asked once, and again after each addition.
	 * @param timeout how long to wait, zero to ask once
	 * @param condition what is asked of all that is recorded
	 * @return whether it held before the time was up; a thread that is interrupted waits
	 * no longer and stays interrupted
	 */
	boolean await(Duration timeout, Predicate<? super List<E>> condition) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.notNull(condition, "'condition' must not be null");
		long remaining = timeout.toNanos();
		this.lock.lock();
		try {
			// Under the lock, so that no addition is missed: it is released while waiting
			// only, and conditions look at a copy.
			while (!condition.test(List.copyOf(this.entries))) {
				if (remaining <= 0) {
					return false;
				}
				remaining = this.changed.awaitNanos(remaining);
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
