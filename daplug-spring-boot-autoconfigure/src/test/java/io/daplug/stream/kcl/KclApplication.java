package io.daplug.stream.kcl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.autoconfigure.stream.kcl.DaplugKclAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.SourceProgress;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.daplug.fixture.LongPatience.await;

/**
 * Starts applications that read the stream of the table {@code orders}, which is created
 * with the first of them, on the shared server.
 */
final class KclApplication {

	/** The table's name in DynamoDB. */
	private final String table = "t-" + UUID.randomUUID();

	private final List<String> properties = new ArrayList<>(
			List.of("spring.application.name=shop", "daplug.create-tables=if-missing",
					"daplug.tables.orders.hash-key=id", "daplug.tables.orders.name=" + this.table,
					"daplug.tables.orders.stream.source=kcl", "daplug.listeners.backoff.initial=1ms",
					"daplug.listeners.backoff.max=5ms", "daplug.stream.kcl.failover-time=1s",
					"daplug.stream.kcl.poll-interval=20ms", "daplug.stream.kcl.checkpoint-interval=50ms"));

	KclApplication with(String... properties) {
		this.properties.addAll(List.of(properties));
		return this;
	}

	/**
	 * Has it keep its shards through pauses, so that it hands over nothing twice. Such an
	 * application takes longer to start.
	 */
	KclApplication keepingItsShards() {
		return with("daplug.stream.kcl.failover-time=10s");
	}

	String table() {
		return this.table;
	}

	String leaseTable() {
		return "shop-" + this.table;
	}

	/** What the table of leases says of the only shard, in the form of sequences. */
	Optional<String> checkpoint() {
		try {
			return LocalDynamoDb.client()
				.scan((scan) -> scan.tableName(leaseTable()).consistentRead(true))
				.items()
				.stream()
				.filter((item) -> item.containsKey("checkpoint"))
				.map((item) -> item.get("checkpoint").s())
				.filter((text) -> !text.equals("TRIM_HORIZON"))
				.map((text) -> "0".repeat(40 - text.length()) + text)
				.findFirst();
		}
		catch (ResourceNotFoundException ex) {
			return Optional.empty();
		}
	}

	ConfigurableApplicationContext start(Class<?>... beans) {
		List<Class<?>> sources = new ArrayList<>(List.of(beans));
		sources.add(Wiring.class);
		return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties(this.properties.toArray(String[]::new))
			.run();
	}

	/** The server may be shared, and the machine slow. */
	static void awaitUntil(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	static DaplugTemplate orders(ConfigurableApplicationContext context) {
		return context.getBean("orders", DaplugTemplate.class);
	}

	static SourceProgress progress(ConfigurableApplicationContext context) {
		ChangeSource source = context.getBean(ChangeSourceRegistry.class).source("orders").orElseThrow();
		return source.progress().get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugKclAutoConfiguration.class })
	static class Wiring {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

}
