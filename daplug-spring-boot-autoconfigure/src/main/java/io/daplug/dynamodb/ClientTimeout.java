package io.daplug.dynamodb;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a request of a client may take anyway. The client is asked once: it makes all of
 * its configuration anew for the answer, which is always the same.
 */
final class ClientTimeout {

	private final DynamoDbClient client;

	private @Nullable Duration timeout;

	private volatile boolean asked;

	ClientTimeout(DynamoDbClient client) {
		this.client = client;
	}

	/** The longest time; null if there is no such limit. */
	@Nullable Duration get() {
		if (!this.asked) {
			this.timeout = ask();
			this.asked = true;
		}
		return this.timeout;
	}

	private @Nullable Duration ask() {
		try {
			return Optional.ofNullable(this.client.serviceClientConfiguration())
				.flatMap((configuration) -> configuration.overrideConfiguration().apiCallTimeout())
				.orElse(null);
		}
		catch (UnsupportedOperationException ex) {
			// A client need not tell.
			return null;
		}
	}

}
