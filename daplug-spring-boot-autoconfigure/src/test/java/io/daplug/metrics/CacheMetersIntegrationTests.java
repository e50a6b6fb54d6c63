package io.daplug.metrics;

import java.util.Map;
import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.metrics.DaplugMetricsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.tenant.TenantResolver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheMeters} and when they are there.
 */
class CacheMetersIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMetricsAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.cached.name=t-" + UUID.randomUUID(),
				"daplug.tables.cached.hash-key=id");

	@Test
	void countsHitsAndMissesByTable() {
		this.runner.withPropertyValues("daplug.tables.cached.cache.size=10").run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			DaplugTemplate cached = context.getBean(DaplugTemplate.class);
			cached.insert(Map.of("id", "a"));
			cached.get(KEY);
			cached.get(KEY);
			cached.exists(KEY);
			cached.get(KEY, (options) -> options.consistentRead(true));
			assertThat(gets(meters, "hit")).isEqualTo(2);
			assertThat(gets(meters, "miss")).isEqualTo(1);
			assertThat(meters.get("cache.size").tags("cache", "cached", "cache.manager", "daplug").gauge().value())
				.isEqualTo(1);
		});
	}

	private static double gets(MeterRegistry meters, String result) {
		return meters.get("cache.gets")
			.tags("cache", "cached", "cache.manager", "daplug", "result", result)
			.functionCounter()
			.count();
	}

	@Test
	void watchesTablesThatTenantsShare() {
		this.runner.withBean("currentTenant", TenantResolver.class, () -> () -> null)
			.withPropertyValues("daplug.tables.cached.cache.size=10",
					"daplug.tables.cached.tenant.resolver=currentTenant",
					"daplug.tables.cached.tenant.prefix=T#{tenant}#")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(DaplugTemplate.class).forTenant("a").get(KEY);
				assertThat(gets(context.getBean(MeterRegistry.class), "miss")).isEqualTo(1);
			});
	}

	@Test
	void showsNothingOfTablesOfWhichNothingIsKept() {
		this.runner
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find("cache.gets").meters()).isEmpty());
	}

	@Test
	void staysAwayWithoutCaffeine() {
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CacheMeters.class));
	}

}
