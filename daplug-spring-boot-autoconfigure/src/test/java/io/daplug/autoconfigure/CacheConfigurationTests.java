package io.daplug.autoconfigure;

import java.time.Duration;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.CaffeineItemCache;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.TableCache;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code daplug.tables.*.cache}.
 */
class CacheConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.cached.hash-key=id");

	@Test
	void keepsItemsAsConfigured() {
		this.runner
			.withPropertyValues("daplug.tables.cached.cache.size=7", "daplug.tables.cached.cache.expire-after=5s",
					"daplug.tables.cached.cache.negative=1s")
			.run((context) -> {
				assertThat(context.getBean(TableRegistry.class).require("cached").cache())
					.isEqualTo(new CacheDefinition(7, Duration.ofSeconds(5), Duration.ofSeconds(1)));
				DaplugTemplate cached = context.getBean(DaplugTemplate.class);
				cached.get(ItemKey.of("nobody"));
				CaffeineItemCache cache = (CaffeineItemCache) TableCache.of(cached).orElseThrow().cache();
				assertThat(cache.caffeine().asMap()).containsOnlyKeys(ItemKey.of("nobody"));
			});
	}

	@Test
	void anEmptyGroupIsACacheAsItComes() {
		this.runner.withPropertyValues("daplug.tables.cached.cache=")
			.run((context) -> assertThat(context.getBean(TableRegistry.class).require("cached").cache())
				.isEqualTo(CacheDefinition.DEFAULTS));
	}

	@Test
	void keepsNothingUnlessItIsToldTo() {
		this.runner.run((context) -> {
			assertThat(context.getBean(TableRegistry.class).require("cached").cache()).isNull();
			assertThat(TableCache.of(context.getBean(DaplugTemplate.class))).isEmpty();
		});
	}

	@Test
	void needsCaffeineOnlyWhereItemsAreKept() {
		FilteredClassLoader without = new FilteredClassLoader("com.github.benmanes");
		this.runner.withClassLoader(without).run((context) -> assertThat(context).hasNotFailed());
		this.runner.withClassLoader(without)
			.withPropertyValues("daplug.tables.cached.cache.size=7")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("needs Caffeine, which is not on the class path"));
	}

}
