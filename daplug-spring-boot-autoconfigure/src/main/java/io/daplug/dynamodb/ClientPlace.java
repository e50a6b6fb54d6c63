package io.daplug.dynamodb;

import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

/**
 * Where a client sends its requests, for messages: the first thing to look at when a
 * table is not there.
 */
final class ClientPlace {

	private ClientPlace() {
	}

	/**
	 * Returns where a client sends its requests.
	 * @param client the client
	 * @return region and endpoint, with a space before them; nothing if the client does
	 * not say
	 */
	static String of(DynamoDbClient client) {
		return configuration(client).map((configuration) -> {
			String endpoint = configuration.endpointOverride().map(" at %s"::formatted).orElse("");
			return " in region '%s'%s".formatted(configuration.region(), endpoint);
		}).orElse("");
	}

	/** A client that is none of the SDK's may know nothing of it. */
	private static Optional<DynamoDbServiceClientConfiguration> configuration(DynamoDbClient client) {
		try {
			return Optional.ofNullable(client.serviceClientConfiguration());
		}
		catch (UnsupportedOperationException ex) {
			return Optional.empty();
		}
	}

}
