package io.daplug.manual;

import java.time.Duration;
import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.autoconfigure.stream.kcl.DaplugKclAutoConfiguration;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of items that are kept in memory until the table's stream tells that others
 * changed them, run on the embedded server.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = CachingStreamExamplesTests.CachingApplication.class,
		properties = { "spring.config.location=classpath:manual/caching-stream.yml", "daplug.local.enabled=true" })
class CachingStreamExamplesTests {

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugKclAutoConfiguration.class, DaplugLocalAutoConfiguration.class, AwsAutoConfiguration.class,
			CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
			DynamoDbAutoConfiguration.class })
	static class CachingApplication {

	}

	@Test
	void forgetsWhatOthersChange(@Autowired DaplugTemplate prices, @Autowired DynamoDbClient other) {
		ItemKey key = ItemKey.of("a-1");
		prices.overwrite(Map.of("article", "a-1", "amount", 10));
		assertThat(prices.get(key).orElseThrow().get("amount")).hasToString("10");
		other.updateItem((update) -> update.tableName("prices")
			.key(Map.of("article", AttributeValue.fromS("a-1")))
			.updateExpression("SET amount = :amount")
			.expressionAttributeValues(Map.of(":amount", AttributeValue.fromN("11"))));
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(prices.get(key).orElseThrow().get("amount")).hasToString("11"));
	}

}
