package io.daplug.template;

import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests that what DynamoDB takes, just inside of its rules, is not refused. */
class AcceptedQueryIntegrationTests {

	private static final StoredTable TABLE = StoredTable
		.of((definition) -> definition.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("o#")
			.index(IndexDefinition.of("by-place", KeyAttribute.text("place"), KeyAttribute.text("at"))));

	static {
		TABLE.put(Map.of("id", text("o#a"), "line", number(7), "place", text("p"), "at", text("2026-01"), "x",
				number(3)));
	}

	private final DaplugTemplate template = TABLE.template();

	@Test
	void takesExpressionsAtTheLimit() {
		Condition condition = attribute("x").isEqualTo(0);
		for (int i = 1; i < 150; i++) {
			condition = condition.or(attribute("x").isEqualTo(i));
		}
		Condition largest = condition;
		assertThat(this.template.scan((scan) -> scan.filter(largest)).count()).isOne();
		assertThat(this.template.scan((scan) -> scan.filter(attribute("x").isBetween(3, 3))).count()).isOne();
		assertThat(
				this.template.scan((scan) -> scan.filter(attribute("x").size().isEqualTo(attribute("x").size()).not()))
					.count())
			.isOne();
	}

	@Test
	void takesFiltersOfKeysThatTheReadDoesNotUse() {
		assertThat(this.template.scan((scan) -> scan.filter(attribute("id").beginsWith("a"))).count()).isOne();
		assertThat(this.template
			.query((query) -> query.index("by-place").hashKey("p").filter(attribute("id").isEqualTo("a")))
			.count()).isOne();
		assertThat(this.template
			.scan((scan) -> scan.prefix("id", "")
				.filter(attribute("id").size().isEqualTo(3).and(attribute("id").contains("#"))))
			.count()).isOne();
		assertThat(
				this.template.scan((scan) -> scan.filter(attribute("place").isLessThan(AttributePath.of("at")).not()))
					.count())
			.isOne();
	}

	@Test
	void beginsInsideOfTheQuery() {
		assertThat(this.template.query(
				(query) -> query.hashKey("a").rangeKey(RangeKeyCondition.between(5, 9)).startAfter(ItemKey.of("a", 5)))
			.count()).isOne();
		assertThat(this.template
			.query((query) -> query.hashKey("a")
				.rangeKey(RangeKeyCondition.lessThan(9))
				.descending()
				.startAfter(ItemKey.of("a", 8)))
			.count()).isOne();
	}

}
