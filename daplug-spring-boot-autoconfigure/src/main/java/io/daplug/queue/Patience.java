package io.daplug.queue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How long a thread waits for room in a full queue. After that it goes on, and the queue
 * takes what it brings beyond its capacity: whoever empties the queue may be stuck, and
 * must not bring all writers to a halt.
 */
public final class Patience {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Log logger = LogFactory.getLog(Patience.class);

	private final String queue;

	private final Duration longest;

	/** When it was last told of. */
	private final AtomicLong told;

	Patience(String queue, Duration longest) {
		this.queue = queue;
		this.longest = longest;
		this.told = new AtomicLong(System.nanoTime() - longest.toNanos());
	}

	/**
	 * Waits a minute at most, and logs an error when that was in vain, once in a minute.
	 * @param queue what the queue is called in the log
	 * @return the patience
	 */
	public static Patience with(String queue) {
		return new Patience(queue, LONGEST);
	}

	/**
	 * Waits. An interruption ends the waiting and is kept.
	 * @return whether there is something to tell: it was waited in vain
	 */
	boolean await(Condition condition, BooleanSupplier enough) {
		long left = this.longest.toNanos();
		try {
			while (left > 0 && !enough.getAsBoolean()) {
				left = condition.awaitNanos(left);
			}
			return !enough.getAsBoolean();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Tells that it was waited in vain, unless that was told not long ago. */
	void tell() {
		long now = System.nanoTime();
		long before = this.told.get();
		if (now - before >= this.longest.toNanos() && this.told.compareAndSet(before, now)) {
			logger
				.error(("The queue of %s has been full for %s: a writer goes on, and what it brings is kept beyond the "
						+ "capacity. Nothing is lost, but each writer waits so long")
					.formatted(this.queue, this.longest));
		}
	}

}
