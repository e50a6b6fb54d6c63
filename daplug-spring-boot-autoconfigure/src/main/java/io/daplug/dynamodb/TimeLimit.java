package io.daplug.dynamodb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How long requests may take that have to end at one point in time.
 */
final class TimeLimit {

	/** The SDK takes no shorter time. */
	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final LongSupplier remainingNanos;

	/** What a request of the client may take anyway; null if there is no such limit. */
	private final @Nullable Duration ofClient;

	TimeLimit(DynamoDbClient client, LongSupplier remainingNanos) {
		this.remainingNanos = remainingNanos;
		this.ofClient = ofClient(client);
	}

	@Nullable AwsRequestOverrideConfiguration next() {
		long nanos = this.remainingNanos.getAsLong();
		if (nanos == Long.MAX_VALUE) {
			return null;
		}
		Duration left = Duration.ofNanos(nanos);
		if (this.ofClient != null && this.ofClient.compareTo(left) < 0) {
			return null;
		}
		return AwsRequestOverrideConfiguration.builder()
			.apiCallTimeout((left.compareTo(SHORTEST) < 0) ? SHORTEST : left)
			.build();
	}

	private static @Nullable Duration ofClient(DynamoDbClient client) {
		try {
			return Optional.ofNullable(client.serviceClientConfiguration())
				.flatMap((configuration) -> configuration.overrideConfiguration().apiCallTimeout())
				.orElse(null);
		}
		catch (UnsupportedOperationException ex) {
			// A client need not tell.
			return null;
		}
	}

}
