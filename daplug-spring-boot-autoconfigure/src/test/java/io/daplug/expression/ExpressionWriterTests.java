package io.daplug.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Tests for {@link ExpressionWriter} and what it tells a {@link ValueEncoder}. */
class ExpressionWriterTests {

	private final List<@Nullable String> attributes = new ArrayList<>();

	private final ExpressionWriter writer = new ExpressionWriter((attribute, value) -> {
		this.attributes.add(attribute);
		return PlainValues.of(value);
	});

	@Test
	@DisplayName("aliases every attribute name, in conditions and projections alike (P1)")
	void aliasesEveryName() {
		String condition = this.writer.condition(attribute("name").isEqualTo("x")
			.and(attribute(AttributePath.of("a.b").child("has space").index(2)).exists())
			.and(attribute("#z").size().isAtLeast(attribute("plain"))));
		String projection = this.writer
			.projection(List.of(AttributePath.of("size"), AttributePath.of("a.b"), AttributePath.of("l").index(0)));
		assertThat(condition).isEqualTo("#0 = :0 AND attribute_exists(#1.#2[2]) AND size(#3) >= #4");
		assertThat(projection).isEqualTo("#5, #1, #6[0]");
		assertThat(this.writer.names()).containsExactly(Map.entry("#0", "name"), Map.entry("#1", "a.b"),
				Map.entry("#2", "has space"), Map.entry("#3", "#z"), Map.entry("#4", "plain"), Map.entry("#5", "size"),
				Map.entry("#6", "l"));
	}

	@Test
	void sharesNamesAndNumbersValuesAcrossExpressions() {
		assertThat(this.writer.condition(attribute("a").isEqualTo("x"))).isEqualTo("#0 = :0");
		assertThat(this.writer.condition(attribute("b").isIn(1, "x").or(attribute("a").isMissing())))
			.isEqualTo("#1 IN (:1, :2) OR attribute_not_exists(#0)");
		assertThat(this.writer.names()).containsExactly(Map.entry("#0", "a"), Map.entry("#1", "b"));
		assertThat(this.writer.values()).containsExactly(Map.entry(":0", AttributeValue.fromS("x")),
				Map.entry(":1", AttributeValue.fromN("1")), Map.entry(":2", AttributeValue.fromS("x")));
	}

	@Test
	void hasNoNamesAndValuesWithoutExpressions() {
		assertThat(this.writer.names()).isEmpty();
		assertThat(this.writer.values()).isEmpty();
	}

	@Test
	void hasMorePlaceholdersThanDigits() {
		List<Integer> options = IntStream.range(0, 100).boxed().toList();
		assertThat(this.writer.condition(attribute("a").isIn(options))).contains(":9, :10, :11").endsWith(":99)");
		assertThat(List.copyOf(this.writer.values().values()))
			.isEqualTo(options.stream().map(PlainValues::of).toList());
	}

	@Test
	@DisplayName("tells which key a value is compared with: =, BETWEEN, IN and begins_with too (P25)")
	void tellsTheAttributeThatIsComparedAsAWhole() {
		assertThat(attributesFor("k = :a AND k <> :a AND k < :a AND k <= :a AND k > :a AND k >= :a")).hasSize(6)
			.containsOnly("k");
		assertThat(attributesFor("k BETWEEN :a AND :b")).containsExactly("k", "k");
		assertThat(attributesFor("k IN (:a, :b, other)")).containsExactly("k", "k");
		assertThat(attributesFor("begins_with(k, :a)")).containsExactly("k");
		assertThat(attributesFor("NOT (#k = :a OR x = :b)")).containsExactly("k.1", "x");
	}

	@Test
	@DisplayName("tells the key also where the value stands on the left (P25)")
	void tellsTheAttributeOfReversedComparisons() {
		assertThat(attributesFor(":a = k")).containsExactly("k");
		assertThat(attributesFor(":a < k")).containsExactly("k");
		assertThat(attributesFor("begins_with(:a, k)")).containsExactly("k");
		assertThat(attributesFor(":a BETWEEN k AND x")).containsExactly("k", "x");
		assertThat(attributesFor(":a BETWEEN :b AND k")).containsExactly("k", "k");
		assertThat(attributesFor("x.y BETWEEN k AND :a")).containsExactly("k");
		assertThat(attributesFor(":a IN (k, x, :b)")).containsExactly("k", "x", null, null);
	}

	@Test
	void tellsNoAttributeWhereNoneIsComparedAsAWhole() {
		assertThat(attributesFor("contains(k, :a) AND contains(:a, k)")).containsExactly(null, null);
		assertThat(attributesFor("size(k) = :a AND :a < size(k) AND size(:a) > :b")).containsOnlyNulls().hasSize(4);
		assertThat(attributesFor("attribute_type(k, :type)")).containsOnlyNulls().hasSize(1);
		assertThat(attributesFor("k.x = :a AND k[0] BETWEEN :a AND :b AND begins_with(k.x, :a)")).containsOnlyNulls()
			.containsOnlyNulls()
			.hasSize(4);
	}

	@Test
	void leavesOutOfAProjectionWhatComesWithAnotherPath() {
		assertThat(this.writer.projection(
				List.of(AttributePath.parse("a.b"), AttributePath.of("c"), AttributePath.of("a"), AttributePath.of("c"),
						AttributePath.parse("a.d"), AttributePath.parse("l[0]"), AttributePath.parse("l[1]"))))
			.isEqualTo("#0, #1, #2[0], #2[1]");
		assertThat(this.writer.names()).containsExactly(Map.entry("#0", "c"), Map.entry("#1", "a"),
				Map.entry("#2", "l"));
	}

	@Test
	void refusesAnEmptyProjection() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.writer.projection(List.of()))
			.withMessageContaining("'paths'");
	}

	@Test
	void passesOnWhatTheEncoderThrows() {
		ExpressionWriter failing = new ExpressionWriter((attribute, value) -> {
			throw new IllegalStateException("cannot encode " + attribute);
		});
		assertThatIllegalStateException().isThrownBy(() -> failing.condition(attribute("a").isEqualTo(1)))
			.withMessage("cannot encode a");
	}

	private List<@Nullable String> attributesFor(String expression) {
		this.attributes.clear();
		Map<String, String> names = expression.contains("#k") ? Map.of("#k", "k.1") : Map.of();
		ExpressionReader reader = new ExpressionReader(names, Map.of(":a", "1", ":b", "2", ":type", "S"));
		this.writer.condition(reader.condition(expression));
		return this.attributes;
	}

}
