package io.daplug.autoconfigure.sns;

import io.daplug.local.EmbeddedDynamoDb;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/**
 * Tells whether messages would go from an embedded DynamoDB to topics of AWS. Nobody
 * wants that who does not say so: the items are made up, and most often there are no
 * credentials for AWS either.
 */
final class RealTopics {

	private final ObjectProvider<EmbeddedDynamoDb> servers;

	private final ObjectProvider<DynamoDbClient> clients;

	private final Environment environment;

	RealTopics(ObjectProvider<EmbeddedDynamoDb> servers, ObjectProvider<DynamoDbClient> clients,
			Environment environment) {
		this.servers = servers;
		this.clients = clients;
		this.environment = environment;
	}

	boolean mustBeSpared(SnsClient client) {
		DynamoDbClient tables = this.clients.getIfUnique();
		return !this.environment.containsProperty("daplug.sns.enabled") && talksToAws(client) && tables != null
				&& this.servers.stream().anyMatch((server) -> server.serves(tables));
	}

	/** Clients that do not tell are the application's own, or a test's. */
	private static boolean talksToAws(SnsClient client) {
		SnsServiceClientConfiguration configuration = configuration(client);
		return configuration != null && configuration.endpointOverride().isEmpty();
	}

	private static @Nullable SnsServiceClientConfiguration configuration(SnsClient client) {
		try {
			return client.serviceClientConfiguration();
		}
		catch (UnsupportedOperationException ex) {
			return null;
		}
	}

}
