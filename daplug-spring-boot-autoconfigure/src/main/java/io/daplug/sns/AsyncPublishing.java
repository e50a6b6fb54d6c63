package io.daplug.sns;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Sends messages by threads of the publisher instead of the writers' threads.
 *
 * @param threads how many threads send at the same time
 * @param queueCapacity how many messages can wait; a writer waits while there are more
 * @param shutdownTimeout how long messages that wait are still sent when the application
 * stops
 */
public record AsyncPublishing(int threads, int queueCapacity, Duration shutdownTimeout) {

	/**
	 * Creates the settings.
	 * @param threads how many threads send at the same time
	 * @param queueCapacity how many messages can wait
	 * @param shutdownTimeout how long messages that wait are still sent when the
	 * application stops
	 */
	public AsyncPublishing {
		Assert.isTrue(threads > 0, "'threads' must be positive");
		Assert.isTrue(queueCapacity > 0, "'queue-capacity' must be positive");
		Assert.isTrue(!shutdownTimeout.isNegative(), "'shutdown-timeout' must not be negative");
	}

}
