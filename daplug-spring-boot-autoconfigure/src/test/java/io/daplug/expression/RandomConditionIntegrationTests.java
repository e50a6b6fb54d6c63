package io.daplug.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builder, reader and writer against DynamoDB Local's own understanding, on conditions
 * that nobody thought of.
 */
class RandomConditionIntegrationTests {

	private static final int ITEMS = 40;

	private static final int CONDITIONS = 400;

	@Test
	void letsTheSameItemsThroughHoweverAConditionIsWritten() {
		int telling = 0;
		try (LocalTable table = new LocalTable()) {
			for (int i = 0; i < ITEMS; i++) {
				Map<String, Object> item = RandomCondition.item(new Random(i));
				item.put("name", "all");
				item.put("size", "item " + i);
				table.put(item);
			}
			for (int seed = 0; seed < CONDITIONS; seed++) {
				RandomCondition condition = new RandomCondition(new Random(seed), seed % 5);
				Condition parsed = Condition.parse(condition.text(), condition.names(), condition.values());
				Map<String, AttributeValue> values = new HashMap<>();
				condition.values().forEach((placeholder, value) -> values.put(placeholder, PlainValues.of(value)));
				Set<String> expected = table.scan(condition.text(), condition.names(), values);
				String description = "seed " + seed + ": " + condition.text();
				assertThat(table.scan(condition.built())).as(description).isEqualTo(expected);
				assertThat(table.scan(parsed)).as(description).isEqualTo(expected);
				assertThat(parsed).as(description).isEqualTo(condition.built());
				telling += (expected.isEmpty() || expected.size() == ITEMS) ? 0 : 1;
			}
		}
		assertThat(telling).as("conditions that hold for some items only").isGreaterThan(CONDITIONS / 2);
	}

}
