package io.daplug.manual;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's example of a table that other code has filled.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/existing.yml", "daplug.local.enabled=true" })
class ExistingTableExamplesTests {

	@Autowired
	private DynamoDbClient client;

	@Autowired
	private DaplugTemplate parcels;

	@Test
	void takesItemsOverThatHaveNoVersion() {
		this.client.putItem((put) -> put.tableName("legacy-parcels")
			.item(Map.of("pk", AttributeValue.fromS("PARCEL#17"), "sk", AttributeValue.fromN("1"), "note",
					AttributeValue.fromNul(true))));
		ItemKey key = ItemKey.of("17", 1);
		assertThat(this.parcels.get(key).orElseThrow()).containsEntry("pk", "17").containsEntry("note", null);
		assertThat(this.parcels.update(key, Map.of("weight", 3))).containsEntry("version", BigDecimal.ONE)
			.containsEntry("note", null)
			.containsEntry("weight", new BigDecimal(3));
	}

}
