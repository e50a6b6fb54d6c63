package io.daplug.task;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.util.Assert;

/**
 * Says how long to wait before another attempt. The longest possible pause grows from
 * attempt to attempt, up to a limit. A part of each pause is random, so that tasks that
 * failed together do not try again together.
 *
 * @param initial the longest pause before the second attempt
 * @param max the longest pause of all
 * @param multiplier by how much the longest pause grows from attempt to attempt
 * @param jitter the part of the pause that is random: 0 for none, 1 for all of it
 */
public record Backoff(Duration initial, Duration max, double multiplier, double jitter) {

	/**
	 * Pauses of up to 100 ms, doubled up to 10 s. Half of each pause is random.
	 */
	public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 2);

	/**
	 * Creates a backoff.
	 * @param initial the longest pause before the second attempt
	 * @param max the longest pause of all
	 * @param multiplier by how much the longest pause grows from attempt to attempt
	 * @param jitter the part of the pause that is random: 0 for none, 1 for all of it
	 */
	public Backoff {
		Assert.isTrue(!initial.isNegative(), () -> "'initial' of a backoff must not be negative, but is " + initial);
		Assert.isTrue(max.compareTo(initial) >= 0,
				() -> "'max' of a backoff must not be less than 'initial', but %s is less than %s".formatted(max,
						initial));
		Assert.isTrue(multiplier >= 1 && Double.isFinite(multiplier),
				() -> "'multiplier' of a backoff must be 1 or more, but is " + multiplier);
		Assert.isTrue(jitter >= 0 && jitter <= 1,
				() -> "'jitter' of a backoff must be between 0 and 1, but is " + jitter);
	}

	/**
	 * Creates a backoff of which half of each pause is random.
	 * @param initial the longest pause before the second attempt
	 * @param max the longest pause of all
	 * @param multiplier by how much the longest pause grows from attempt to attempt
	 */
	public Backoff(Duration initial, Duration max, double multiplier) {
		this(initial, max, multiplier, 0.5);
	}

	/**
	 * Returns how long to wait.
	 * @param attempts how many attempts were made, 1 or more
	 * @return the pause
	 */
	public Duration delay(int attempts) {
		return delay(attempts, ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Returns how long to wait.
	 * @param attempts how many attempts were made, 1 or more
	 * @param chance a number from 0 for the shortest to 1 for the longest pause
	 * @return the pause
	 */
	Duration delay(int attempts, double chance) {
		double longest = Math.min(this.initial.toNanos() * Math.pow(this.multiplier, attempts - 1.0),
				this.max.toNanos());
		return Duration.ofNanos((long) (longest * (1 - this.jitter * (1 - chance))));
	}

}
