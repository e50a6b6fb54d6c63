package io.daplug.dynamodb;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * How long requests may take that have to end at one point in time.
 */
final class TimeLimit {

	/** The SDK takes no shorter time. */
	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final LongSupplier remainingNanos;

	private final ClientTimeout ofClient;

	TimeLimit(ClientTimeout ofClient, LongSupplier remainingNanos) {
		this.remainingNanos = remainingNanos;
		this.ofClient = ofClient;
	}

	@Nullable AwsRequestOverrideConfiguration next() {
		long nanos = this.remainingNanos.getAsLong();
		if (nanos == Long.MAX_VALUE) {
			return null;
		}
		Duration left = Duration.ofNanos(nanos);
		Duration anyway = this.ofClient.get();
		if (anyway != null && anyway.compareTo(left) < 0) {
			return null;
		}
		return AwsRequestOverrideConfiguration.builder()
			.apiCallTimeout((left.compareTo(SHORTEST) < 0) ? SHORTEST : left)
			.build();
	}

}
