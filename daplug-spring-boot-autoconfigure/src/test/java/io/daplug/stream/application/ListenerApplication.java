package io.daplug.stream.application;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.metrics.DaplugMetricsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * An application with tables of its own on the shared server.
 */
final class ListenerApplication {

	private ListenerApplication() {
	}

	/** Tables with the hash key {@code id}, created at start. */
	static ApplicationContextRunner with(String... tables) {
		List<String> properties = new ArrayList<>(List.of("daplug.create-tables=if-missing",
				"daplug.listeners.backoff.initial=1ms", "daplug.listeners.backoff.max=5ms"));
		for (String table : tables) {
			properties.add("daplug.tables.%s.hash-key=id".formatted(table));
			properties.add("daplug.tables.%s.name=t-%s".formatted(table, UUID.randomUUID()));
		}
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class,
					DaplugListenersAutoConfiguration.class, DaplugMetricsAutoConfiguration.class))
			.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
			.withPropertyValues(properties.toArray(String[]::new));
	}

}
