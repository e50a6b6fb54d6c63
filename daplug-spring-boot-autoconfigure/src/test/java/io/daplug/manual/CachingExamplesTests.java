package io.daplug.manual;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.TableCache;
import io.daplug.template.batch.BatchGetResult;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of items that are kept in memory, run on the embedded server.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/caching.yml", "daplug.local.enabled=true" })
class CachingExamplesTests {

	@Autowired
	private DaplugTemplate prices;

	@Autowired
	private DynamoDbClient client;

	record Price(String article, int amount) {

	}

	@Test
	void keepsItems() {
		DaplugTemplate prices = this.prices;
		put("a-1", 10);
		put("a-2", 20);
		List<ItemKey> keys = List.of(ItemKey.of("a-1"), ItemKey.of("a-2"));
		// tag::cached-get
		Optional<Price> first = prices.get(ItemKey.of("a-1"), Price.class); // one request
		Optional<Price> kept = prices.get(ItemKey.of("a-1"), Price.class); // none
		// asks for those of the keys that are not kept
		BatchGetResult<Price> several = prices.batchGet(keys, Price.class);

		prices.update(ItemKey.of("a-1"), Map.of("amount", 12));
		// what the update left
		Optional<Price> changed = prices.get(ItemKey.of("a-1"), Price.class);

		Optional<Price> stored = prices.get(ItemKey.of("a-1"), Price.class, (options) -> options.consistentRead(true));
		// end::cached-get
		assertThat(first).contains(new Price("a-1", 10)).isEqualTo(kept);
		assertThat(several.items()).containsExactly(new Price("a-1", 10), new Price("a-2", 20));
		assertThat(changed).contains(new Price("a-1", 12)).isEqualTo(stored);
	}

	@Test
	void forgetsItems() {
		DaplugTemplate prices = this.prices;
		put("a-1", 10);
		prices.get(ItemKey.of("a-1"), (options) -> options.consistentRead(true));
		put("a-1", 11);
		assertThat(prices.get(ItemKey.of("a-1"), Price.class)).contains(new Price("a-1", 10));
		// tag::evict
		TableCache cache = TableCache.of(prices).orElseThrow();
		cache.evict(ItemKey.of("a-1"));
		cache.clear();
		// end::evict
		assertThat(prices.get(ItemKey.of("a-1"), Price.class)).contains(new Price("a-1", 11));
	}

	private void put(String article, int amount) {
		this.client.putItem((put) -> put.tableName("prices")
			.item(Map.of("article", AttributeValue.fromS(article), "amount",
					AttributeValue.fromN(Integer.toString(amount)))));
	}

}
