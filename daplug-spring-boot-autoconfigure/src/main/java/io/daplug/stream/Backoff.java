package io.daplug.stream;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long to wait before a change is tried again: longer each time, up to a limit, and
 * by chance between half of that time and all of it, so that what failed together is not
 * tried together.
 *
 * @param initial the time before the second attempt
 * @param max the longest time
 * @param multiplier by how much the time grows from attempt to attempt
 */
public record Backoff(Duration initial, Duration max, double multiplier) {

	/** 100 ms, doubled up to 10 s. */
	public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 2);

	/**
	 * Creates a backoff.
	 * @param initial the time before the second attempt
	 * @param max the longest time
	 * @param multiplier by how much the time grows from attempt to attempt
	 */
	public Backoff {
		Assert.isTrue(!initial.isNegative(), () -> "'initial' of a backoff must not be negative, but is " + initial);
		Assert.isTrue(max.compareTo(initial) >= 0,
				() -> "'max' of a backoff must not be less than 'initial', but %s is less than %s".formatted(max,
						initial));
		Assert.isTrue(multiplier >= 1 && Double.isFinite(multiplier),
				() -> "'multiplier' of a backoff must be 1 or more, but is " + multiplier);
	}

	/**
	 * Returns how long to wait.
	 * @param attempts how often it was tried, 1 or more
	 * @param chance a number from 0 to 1 that chooses between the shortest and the
	 * longest time
	 * @return the time
	 */
	Duration delay(int attempts, double chance) {
		double longest = Math.min(this.initial.toNanos() * Math.pow(this.multiplier, attempts - 1.0),
				this.max.toNanos());
		return Duration.ofNanos((long) (longest / 2 * (1 + chance)));
	}

}
