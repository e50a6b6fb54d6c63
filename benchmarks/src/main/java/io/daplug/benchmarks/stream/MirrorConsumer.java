package io.daplug.benchmarks.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with the starter and a mirror of orders, in this JVM.
 */
final class MirrorConsumer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final DynamoDbClient client;

	/**
	 * Starts the application.
	 * @param client the application's client, which it closes at its end
	 * @param settings properties of the application, without their {@code daplug.}
	 */
	MirrorConsumer(DynamoDbClient client, Map<String, String> settings) {
		this.client = client;
		List<String> arguments = new ArrayList<>(
				List.of("--spring.main.banner-mode=off", "--daplug.tables.orders.hash-key=" + StreamServer.KEY,
						"--daplug.tables.orders-copy.hash-key=" + StreamServer.KEY,
						"--daplug.tables.orders-copy.time-to-live.attribute=expires",
						"--daplug.mirrors.copy.source=" + StreamServer.ORDERS,
						"--daplug.mirrors.copy.destination=" + StreamServer.COPIES));
		settings.forEach((name, value) -> arguments.add("--daplug.%s=%s".formatted(name, value)));
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("dynamoDbClient", client))
			.run(arguments.toArray(String[]::new));
	}

	/** The settings of a mirror that a function runs. */
	static Map<String, String> lambda(String guard) {
		return Map.of("tables.orders.stream.source", "lambda", "stream.lambda.enabled", "true", "listeners.dispatch",
				"caller", "mirrors.copy.guard", guard);
	}

	/** The settings of a mirror that reads the stream. */
	static Map<String, String> kcl(String guard, String pollInterval) {
		return Map.of("tables.orders.stream.source", "kcl", "mirrors.copy.guard", guard, "stream.kcl.application-name",
				"mirror", "stream.kcl.poll-interval", pollInterval);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
		this.client.close();
	}

	/**
	 * Nothing but what the starter brings.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
