package io.daplug.autoconfigure.sns;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are sent to SNS.
 *
 * @param timeout How long one request may take, with the attempts of the SDK.
 * @param async Whether messages are sent by threads of their own instead of the writers'.
 * @param threads How many of these threads there are.
 * @param queueCapacity How many messages may wait for them. A writer that brings more
 * waits itself.
 * @param shutdownTimeout How long messages that wait are still sent at shutdown.
 */
@ConfigurationProperties("daplug.sns")
record DaplugSnsProperties(@DefaultValue("5s") Duration timeout, @DefaultValue("false") boolean async,
		@DefaultValue("4") int threads, @DefaultValue("1000") int queueCapacity,
		@DefaultValue("20s") Duration shutdownTimeout) {

}
