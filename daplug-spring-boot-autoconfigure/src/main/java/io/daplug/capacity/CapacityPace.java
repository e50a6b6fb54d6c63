package io.daplug.capacity;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Limits how many capacity units several threads use in a second. A thread waits for its
 * turn before each request, and tells afterwards what the request used. Until it does,
 * its turn counts as what turns used lately: threads that begin together do not use more
 * than their share together. What is not used is not saved up for later.
 */
public final class CapacityPace {

	private static final double NANOS = 1_000_000_000;

	/** No wait is longer, whatever the rate is. */
	private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();

	/** How soon a wait notices that it is to end. */
	private static final long STEP_NANOS = 20_000_000;

	/** How much the latest turn counts in what a turn is expected to use. */
	private static final double LATEST = 0.25;

	private final @Nullable Double unitsPerSecond;

	private final LongSupplier nanoTime;

	/** When what was used so far is paid for. */
	private long paid;

	/** What a turn is expected to use; null until one has told. */
	private @Nullable Double expected;

	/** Turns that have not told yet what they used, and what they count as. */
	private int turns;

	private double reserved;

	CapacityPace(@Nullable Double unitsPerSecond, LongSupplier nanoTime) {
		check(unitsPerSecond);
		this.unitsPerSecond = unitsPerSecond;
		this.nanoTime = nanoTime;
		this.paid = nanoTime.getAsLong();
	}

	/**
	 * Refuses a limit that is none.
	 * @param unitsPerSecond the limit; null for none
	 * @throws IllegalArgumentException if the limit is not a positive number
	 */
	public static void check(@Nullable Double unitsPerSecond) {
		Assert.isTrue(unitsPerSecond == null || (unitsPerSecond > 0 && unitsPerSecond < Double.POSITIVE_INFINITY),
				() -> "'unitsPerSecond' must be a positive number, not " + unitsPerSecond);
	}

	/**
	 * Creates a pace, which counts from now on.
	 * @param unitsPerSecond the limit; null for none
	 * @return a pace that all threads of a call share
	 * @throws IllegalArgumentException if the limit is not a positive number
	 */
	public static CapacityPace of(@Nullable Double unitsPerSecond) {
		return new CapacityPace(unitsPerSecond, System::nanoTime);
	}

	/**
	 * Says whether there is a limit. Without one nothing waits, and nobody need ask
	 * DynamoDB what a request used.
	 * @return whether there is
	 */
	public boolean isLimited() {
		return this.unitsPerSecond != null;
	}

	/**
	 * Notes what a request used.
	 * @param units the capacity units, as DynamoDB answered them
	 */
	public void used(double units) {
		if (this.unitsPerSecond != null) {
			use(units, this.unitsPerSecond);
		}
	}

	private synchronized void use(double units, double rate) {
		double owed = units;
		if (this.turns > 0) {
			double share = this.reserved / this.turns;
			this.turns--;
			this.reserved -= share;
			owed -= share;
		}
		this.expected = (this.expected != null) ? this.expected + (units - this.expected) * LATEST : units;
		pay(owed, rate);
	}

	private void pay(double units, double rate) {
		long now = this.nanoTime.getAsLong();
		// Divided first: the largest rates would be too large with anything multiplied.
		double ahead = Math.max(0, this.paid - now) + units / rate * NANOS;
		this.paid = now + (long) Math.max(0, Math.min(ahead, LONGEST_NANOS));
	}

	/**
	 * Waits for a turn. Ends early if the thread is interrupted, which it then still is.
	 * @param stopped whether to wait no longer; asked many times a second
	 * @return whether it is the thread's turn; false if the wait ended early
	 */
	public boolean await(BooleanSupplier stopped) {
		if (this.unitsPerSecond == null) {
			return true;
		}
		while (!take(this.unitsPerSecond)) {
			if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, Math.min(remainingNanos(), STEP_NANOS));
		}
		return true;
	}

	/** Takes a turn if it is time for one. */
	private synchronized boolean take(double rate) {
		if (remainingNanos() > 0) {
			return false;
		}
		double share = (this.expected != null) ? this.expected : rate;
		this.turns++;
		this.reserved += share;
		pay(share, rate);
		return true;
	}

	/** How long to wait before more may be used. */
	synchronized long remainingNanos() {
		return (this.unitsPerSecond != null) ? Math.max(0, this.paid - this.nanoTime.getAsLong()) : 0;
	}

}
