package io.daplug.expression;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link KeyTerm}.
 */
class KeyTermTests {

	@Test
	void takesAConditionApart() {
		assertThat(terms("a = :v AND (:v = b AND c BETWEEN :v AND :v) AND begins_with(d, :v) AND e <= :v"))
			.extracting(KeyTerm::attribute, KeyTerm::equality)
			.containsExactly(tuple("a", true), tuple("b", true), tuple("c", false), tuple("d", false),
					tuple("e", false));
		assertThat(terms("a = :v")).singleElement()
			.isEqualTo(new KeyTerm(Condition.attribute("a").isEqualTo("x"), "a", true));
	}

	@Test
	void knowsNoAttributeOfWhatNoKeyConditionCanHold() {
		for (String expression : List.of("a <> :v", "a = b", "size(a) = :v", "a.b = :v", "a[1] = :v", "a IN (:v)",
				"contains(a, :v)", "attribute_exists(a)", "NOT a = :v", "a = :v OR a = :v", "a BETWEEN b AND :v",
				"a BETWEEN :v AND b", "begins_with(a, b)", ":v BETWEEN a AND :v")) {
			assertThat(terms(expression)).as(expression).singleElement().satisfies((term) -> {
				assertThat(term.attribute()).isNull();
				assertThat(term.equality()).isFalse();
			});
		}
	}

	private static List<KeyTerm> terms(String expression) {
		ExpressionReader reader = new ExpressionReader(Map.of(), Map.of(":v", "x"));
		return KeyTerm.of(reader.condition(expression));
	}

}
