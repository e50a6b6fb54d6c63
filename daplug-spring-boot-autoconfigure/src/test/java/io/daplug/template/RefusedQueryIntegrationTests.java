package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what DynamoDB would refuse of a query or scan, and what would see the prefix
 * of a key, is refused before a request, without the values in the message.
 */
class RefusedQueryIntegrationTests {

	private static final StoredTable TABLE = StoredTable
		.of((definition) -> definition.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("o#")
			.index(IndexDefinition.of("by-place", KeyAttribute.text("place"), KeyAttribute.text("at")))
			.index(IndexDefinition.of("by-size", KeyAttribute.text("id"), KeyAttribute.number("size"))));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = TABLE.template(this.requests.client());

	@AfterEach
	void sendsNothing() {
		assertThat(this.requests.operations()).isEmpty();
		this.requests.close();
	}

	@Test
	void refusesFiltersOfKeys() {
		for (String key : List.of("id", "line")) {
			refuses("The filter of a query must not name '" + key + "', which is a key of table 'orders'",
					() -> this.template.query((query) -> query.hashKey("a").filter(attribute(key).exists())).list());
		}
		refuses("must not name 'at', which is a key of index 'by-place'",
				() -> this.template
					.query((query) -> query.index("by-place")
						.hashKey("p")
						.filter(attribute("x").exists().or(attribute("at").isEqualTo("b"))))
					.page(PageRequest.of(2)));
	}

	@Test
	void refusesConsistentReadsOfGlobalIndexes() {
		refuses("'consistentRead' must not be set for index 'by-place', which is a global one",
				() -> this.template.query((query) -> query.index("by-place").hashKey("p").consistentRead(true))
					.count());
		refuses("'consistentRead'",
				() -> this.template.scan((scan) -> scan.index("by-place").consistentRead(true)).first());
	}

	@Test
	void refusesOperatorsThatDoNotTakeTheType() {
		refuses("begins_with takes text or binary, not a number",
				() -> this.template.query((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.beginsWith(7)))
					.list());
		refuses("begins_with takes text or binary, not a number", scan(attribute("x").beginsWith(7)));
		refuses("begins_with takes text or binary, not a list", scan(attribute("x").beginsWith(List.of("s3cret"))));
		refuses("< compares text, numbers or binary, not a boolean", scan(attribute("x").isLessThan(true)));
		refuses(">= compares text, numbers or binary, not a map", scan(attribute("x").isAtLeast(Map.of("a", 1))));
		refuses("BETWEEN compares text, numbers or binary, not a boolean", scan(attribute("x").isBetween(true, false)));
		refuses("a number has no size", scan(Condition.parse("size(:v) = x", Map.of(":v", 7))));
	}

	@Test
	void refusesBoundsInTheWrongOrder() {
		refuses("the lower bound of BETWEEN is greater than the upper one",
				() -> this.template.query((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.between(9, 3)))
					.list());
		refuses("the lower bound of BETWEEN is greater", scan(attribute("x").isBetween("s3cret", "a")));
		refuses("the lower bound of BETWEEN is greater",
				scan(attribute("x").isBetween("\uFFFF\uD83D\uDE00", "\uFFFE")));
		refuses("the lower bound of BETWEEN is text, and the upper one is a number",
				scan(attribute("x").isBetween("a", 1)));
		refuses("the lower bound of BETWEEN is greater", scan(attribute("x").isBetween(10, 9)));
	}

	@Test
	void refusesAttributesComparedWithThemselves() {
		AttributePath path = AttributePath.parse("a.b");
		refuses("'a.b' is compared with itself", scan(attribute(path).isEqualTo(path)));
		refuses("'x' is compared with itself", scan(attribute("x").isIn(AttributePath.of("y"), AttributePath.of("x"))));
		refuses("'x' is compared with itself", scan(attribute("x").contains(AttributePath.of("x"))));
	}

	@Test
	void refusesExpressionsThatAreTooLarge() {
		Condition large = terms(151);
		refuses("more than 300 operators", scan(large));
		refuses("more than 300 operators",
				() -> this.template.query((query) -> query.hashKey("a").filter(large)).list());
		String[] names = IntStream.range(0, 900).mapToObj((i) -> "n" + i).toArray(String[]::new);
		refuses("bytes when it is sent, DynamoDB takes at most 4096",
				() -> this.template.scan((scan) -> scan.project(names)).list());
		refuses("DynamoDB takes at most 4096",
				() -> this.template.get(ItemKey.of("a", 1), (options) -> options.project(names)));
	}

	@Test
	void refusesConditionsThatWouldSeeAPrefix() {
		refuses("size would see the prefix with which 'id' is stored", scan(attribute("id").size().isGreaterThan(3)));
		refuses("contains would see the prefix", scan(attribute("id").contains("o")));
		refuses("contains would see the prefix", scan(attribute("text").contains(AttributePath.of("id"))));
		refuses("'id' and 'other' cannot be compared", scan(attribute("id").isEqualTo(AttributePath.of("other"))));
		refuses("'other' and 'id' cannot be compared", scan(attribute("other").isIn("a", AttributePath.of("id"))));
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> this.template.insert(Map.of("id", "a", "line", 1),
					(options) -> options.condition(attribute("id").size().isLessThan(9))))
			.withMessageContaining("size would see the prefix");
	}

	@Test
	void refusesToBeginOutsideOfTheQuery() {
		refuses("'startAfter' lies outside of what the query asks of 'id'",
				() -> this.template.query((query) -> query.hashKey("a").startAfter(ItemKey.of("b", 1))).list());
		refuses("'startAfter' lies outside of what the query asks of 'line'", () -> this.template.query(
				(query) -> query.hashKey("a").rangeKey(RangeKeyCondition.greaterThan(5)).startAfter(ItemKey.of("a", 5)))
			.list());
		refuses("'startAfter' lies outside of what the query asks of 'at'",
				() -> this.template
					.query((query) -> query.index("by-place")
						.hashKey("p")
						.rangeKey(RangeKeyCondition.beginsWith("2026-"))
						.startAfter(Map.of("id", "a", "line", 1, "place", "p", "at", "2025-12")))
					.list());
	}

	@Test
	void refusesSelectsAndKeysThatCannotBe() {
		refuses("Select ALL_PROJECTED_ATTRIBUTES needs an 'index'",
				() -> this.template.scan().response(Select.ALL_PROJECTED_ATTRIBUTES));
		refuses("Select SPECIFIC_ATTRIBUTES needs 'project'",
				() -> this.template.scan().response(Select.SPECIFIC_ATTRIBUTES));
		refuses("Select ALL_ATTRIBUTES must not be asked for together with 'project'",
				() -> this.template.scan((scan) -> scan.project("x")).response(Select.ALL_ATTRIBUTES));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.template.query((query) -> query.hashKey("x".repeat(2049))).list());
	}

	private static Condition terms(int count) {
		Condition condition = attribute("x").isEqualTo(0);
		for (int i = 1; i < count; i++) {
			condition = condition.or(attribute("x").isEqualTo(i));
		}
		return condition;
	}

	private ThrowingCallable scan(Condition filter) {
		return () -> this.template.scan((scan) -> scan.filter(filter)).list();
	}

	private static void refuses(String message, ThrowingCallable call) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(call)
			.withMessageContaining(message)
			.withMessageNotContaining("s3cret");
	}

}
