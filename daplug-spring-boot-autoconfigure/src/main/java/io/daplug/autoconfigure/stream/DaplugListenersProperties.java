package io.daplug.autoconfigure.stream;

import java.time.Duration;

import io.daplug.stream.AfterPark;
import io.daplug.stream.Dispatch;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are handed to listeners.
 *
 * @param concurrency How many threads of a listener handle changes, of different keys.
 * @param batchSize How many changes a handler is given together at most, where it works
 * on several.
 * @param queueCapacity How many changes wait for a listener before writers have to wait.
 * @param dispatch On which thread changes are handled.
 * @param maxAttempts How often a change is tried before it is parked.
 * @param backoff How long to wait between attempts.
 * @param afterPark What becomes of later changes of a key after one was parked.
 * @param parkingTable Table that keeps parked changes. None by default.
 * @param parkedFor How long changes are kept there, from when they were parked last. As
 * long as the time to live of the table says by default.
 * @param shutdownTimeout How long changes that wait are still handled at shutdown.
 */
@ConfigurationProperties("daplug.listeners")
record DaplugListenersProperties(@DefaultValue("4") int concurrency, @DefaultValue("25") int batchSize,
		@DefaultValue("1000") int queueCapacity, @DefaultValue("async") Dispatch dispatch,
		@DefaultValue("5") int maxAttempts, @DefaultValue ListenerBackoff backoff,
		@DefaultValue("continue") AfterPark afterPark, @Nullable String parkingTable, @Nullable Duration parkedFor,
		@DefaultValue("30s") Duration shutdownTimeout) {

	/**
	 * Time between attempts.
	 *
	 * @param initial Time before the second attempt.
	 * @param max Longest time.
	 * @param multiplier By how much the time grows from attempt to attempt.
	 */
	record ListenerBackoff(@DefaultValue("100ms") Duration initial, @DefaultValue("10s") Duration max,
			@DefaultValue("2") double multiplier) {

	}

}
