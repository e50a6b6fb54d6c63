package io.daplug.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Tests for {@link Condition} and what it is built with. */
class ConditionTests {

	@Test
	void writesEveryComparison() {
		assertThat(attribute("a").isEqualTo(1)).hasToString("a = ?");
		assertThat(attribute("a").isNotEqualTo(1)).hasToString("a <> ?");
		assertThat(attribute("a").isLessThan(1)).hasToString("a < ?");
		assertThat(attribute("a").isAtMost(1)).hasToString("a <= ?");
		assertThat(attribute("a").isGreaterThan(1)).hasToString("a > ?");
		assertThat(attribute("a").isAtLeast(1)).hasToString("a >= ?");
		assertThat(attribute("a").isBetween(1, 2)).hasToString("a BETWEEN ? AND ?");
		assertThat(attribute("a").isIn(1, 2, 3)).hasToString("a IN (?, ?, ?)");
		assertThat(attribute("a").isIn(List.of(1, 2))).hasToString("a IN (?, ?)");
	}

	@Test
	void writesEveryFunction() {
		assertThat(attribute("a").beginsWith("x")).hasToString("begins_with(a, ?)");
		assertThat(attribute("a").contains("x")).hasToString("contains(a, ?)");
		assertThat(attribute("a").exists()).hasToString("attribute_exists(a)");
		assertThat(attribute("a").isMissing()).hasToString("attribute_not_exists(a)");
		assertThat(attribute("a").hasType("SS")).hasToString("attribute_type(a, ?)");
		assertThat(attribute("a").size().isIn(1, 2)).hasToString("size(a) IN (?, ?)");
	}

	@Test
	void comparesAttributesWithEachOther() {
		assertThat(attribute("a").isLessThan(AttributePath.of("b").child("c"))).hasToString("a < b.c");
		assertThat(attribute("a").isBetween(attribute("b"), attribute("c").size()))
			.hasToString("a BETWEEN b AND size(c)");
		assertThat(attribute("a").size().isEqualTo(attribute("b").size())).hasToString("size(a) = size(b)");
		assertThat(attribute("a").contains(attribute("b"))).hasToString("contains(a, b)");
		assertThat(attribute("a").beginsWith(attribute("b"))).hasToString("begins_with(a, b)");
		assertThat(attribute("a").isIn(attribute("b"), 1)).hasToString("a IN (b, ?)");
	}

	@Test
	@DisplayName("needs no spare parentheses, which DynamoDB refuses")
	void writesParenthesesWhereTheyCountOnly() {
		Condition a = attribute("a").exists();
		Condition b = attribute("b").exists();
		Condition c = attribute("c").isEqualTo(1);
		assertThat(c.and(c.and(c))).hasToString("c = ? AND c = ? AND c = ?");
		assertThat(c.or(c.or(c)).or(c)).hasToString("c = ? OR c = ? OR c = ? OR c = ?");
		assertThat(a.or(b).and(c)).hasToString("(attribute_exists(a) OR attribute_exists(b)) AND c = ?");
		assertThat(a.and(b).or(c)).hasToString("attribute_exists(a) AND attribute_exists(b) OR c = ?");
		assertThat(c.not()).hasToString("NOT c = ?");
		assertThat(c.not().and(c)).hasToString("NOT c = ? AND c = ?");
		assertThat(c.and(c).not()).hasToString("NOT (c = ? AND c = ?)");
		assertThat(Condition.not(c.or(c)).or(c)).hasToString("NOT (c = ? OR c = ?) OR c = ?");
	}

	@Test
	void forgetsDoubleNegations() {
		Condition condition = attribute("a").exists();
		assertThat(condition.not().not()).isEqualTo(condition);
		assertThat(condition.not().not().not()).isEqualTo(condition.not()).isNotEqualTo(condition);
	}

	@Test
	void doesNotChangeWhenItIsExtended() {
		Condition condition = attribute("a").exists();
		condition.and(condition);
		condition.or(condition);
		condition.not();
		assertThat(condition).hasToString("attribute_exists(a)");
	}

	@Test
	@DisplayName("shows structure and names in its text, never values (D28)")
	void keepsValuesOutOfItsText() {
		Condition condition = attribute("secret").isIn("s3cret", "t0ken")
			.and(attribute("secret").isBetween("s3cret", "t0ken"))
			.and(attribute("list").contains("s3cret").not());
		assertThat(condition.toString()).doesNotContain("s3cret", "t0ken")
			.isEqualTo("secret IN (?, ?) AND secret BETWEEN ? AND ? AND NOT contains(list, ?)");
	}

	@Test
	void tellsLiteralNamesFromPathsAndFunctionsInItsText() {
		assertThat(attribute("a.b").exists().toString())
			.isNotEqualTo(attribute(AttributePath.parse("a.b")).exists().toString());
		assertThat(attribute("size(a)").isEqualTo(1).toString())
			.isNotEqualTo(attribute("a").size().isEqualTo(1).toString());
		assertThat(attribute("?").isEqualTo(1).toString()).isEqualTo("\"?\" = ?");
	}

	@Test
	void isEqualIfItSaysTheSame() {
		assertThat(attribute("a").isEqualTo("x")).isEqualTo(attribute(AttributePath.of("a")).isEqualTo("x"))
			.hasSameHashCodeAs(attribute("a").isEqualTo("x"));
		assertThat(attribute("a").isEqualTo("x")).isNotEqualTo(attribute("a").isEqualTo("y"))
			.isNotEqualTo(attribute("b").isEqualTo("x"))
			.isNotEqualTo(attribute("a").isNotEqualTo("x"));
	}

	@Test
	void knowsItsTopLevelAttributes() {
		Condition condition = attribute(AttributePath.parse("b.c[1]")).isBetween(attribute("a.x"), 3)
			.or(attribute("d").size().isIn(attribute("e").size()))
			.and(attribute("b").exists().not());
		assertThat(condition.attributes()).containsExactly("b", "a.x", "d", "e");
	}

	@Test
	void knowsWhichValueItFixesAnAttributeTo() {
		Condition both = attribute("pk").isEqualTo("x").and(attribute("sk").isEqualTo(7));
		assertThat(attribute("pk").isEqualTo("x").equalityValue("pk")).contains("x");
		assertThat(both.equalityValue("pk")).contains("x");
		assertThat(both.and(attribute("z").exists()).equalityValue("sk")).contains(7);
		assertThat(Condition.parse(":v = pk", Map.of(":v", "x")).equalityValue("pk")).contains("x");
	}

	@Test
	void fixesNoValueWhereOthersArePossible() {
		Condition equal = attribute("pk").isEqualTo("x");
		assertThat(equal.equalityValue("sk")).isEmpty();
		assertThat(equal.not().equalityValue("pk")).isEmpty();
		assertThat(equal.or(equal).equalityValue("pk")).isEmpty();
		assertThat(equal.or(equal).and(attribute("a").exists()).equalityValue("pk")).isEmpty();
		assertThat(attribute("pk").isAtLeast("x").equalityValue("pk")).isEmpty();
		assertThat(attribute("pk").beginsWith("x").equalityValue("pk")).isEmpty();
		assertThat(attribute("pk").size().isEqualTo(1).equalityValue("pk")).isEmpty();
		assertThat(attribute("pk").isEqualTo(attribute("b")).equalityValue("pk")).isEmpty();
		assertThat(attribute("pk").isEqualTo(null).equalityValue("pk")).isEmpty();
		assertThat(attribute(AttributePath.parse("pk.a")).isEqualTo(1).equalityValue("pk")).isEmpty();
	}

	@Test
	void refusesEmptyNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> attribute("")).withMessageContaining("'name'");
	}

	@Test
	void takesNullWhereNullCanBeStored() {
		assertThat(attribute("a").isEqualTo(null)).hasToString("a = ?");
		assertThat(attribute("a").isNotEqualTo(null)).hasToString("a <> ?");
		assertThat(attribute("a").contains(null)).hasToString("contains(a, ?)");
		assertThat(attribute("a").isIn(Arrays.asList("x", null))).hasToString("a IN (?, ?)");
	}

	@Test
	void refusesOneHundredAndOneOptionsAndNone() {
		assertThat(attribute("a").isIn(Collections.nCopies(100, 1))).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> attribute("a").isIn(Collections.nCopies(101, 1)))
			.withMessage("The number of 'options' for a must be 1 to 100, but is 101");
		assertThatIllegalArgumentException().isThrownBy(() -> attribute("a").isIn())
			.withMessage("The number of 'options' for a must be 1 to 100, but is 0");
	}

	@Test
	void refusesUnknownTypes() {
		for (String type : List.of("S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M")) {
			assertThat(attribute("a").hasType(type)).isNotNull();
		}
		assertThatIllegalArgumentException().isThrownBy(() -> attribute("a").hasType("s"))
			.withMessageContaining("'type' of a")
			.withMessageContaining("BOOL");
	}

	@Test
	void takesLongChainsAndRefusesDeepNesting() {
		Condition chain = attribute("a").exists();
		for (int i = 0; i < 2000; i++) {
			chain = chain.and(attribute("a").exists());
		}
		assertThat(chain.toString()).hasSize(2001 * "attribute_exists(a)".length() + 2000 * " AND ".length());
		List<Condition> nested = new ArrayList<>(List.of(attribute("a").exists()));
		assertThatIllegalArgumentException().isThrownBy(() -> {
			for (int i = 0; i < 1000; i++) {
				Condition inner = nested.get(i);
				nested.add((i % 2 == 0) ? inner.and(attribute("a").exists()) : inner.or(attribute("b").exists()));
			}
		}).withMessage("Conditions must not be nested deeper than 300");
		assertThat(nested).hasSize(301);
		assertThat(nested.get(300).toString()).startsWith("((((");
	}

}
