package io.daplug.sns;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Sends messages on threads of their own instead of the writers'.
 *
 * @param threads how many send at the same time
 * @param queueCapacity how many messages may wait; a writer that brings more waits itself
 * @param shutdownTimeout how long messages that wait are still sent when the application
 * stops
 */
public record AsyncPublishing(int threads, int queueCapacity, Duration shutdownTimeout) {

	/**
	 * Creates the settings.
	 * @param threads how many send at the same time
	 * @param queueCapacity how many messages may wait
	 * @param shutdownTimeout how long messages that wait are still sent when the
	 * application stops
	 */
	public AsyncPublishing {
		Assert.isTrue(threads > 0, "'threads' must be positive");
		Assert.isTrue(queueCapacity > 0, "'queue-capacity' must be positive");
		Assert.isTrue(!shutdownTimeout.isNegative(), "'shutdown-timeout' must not be negative");
	}

}
