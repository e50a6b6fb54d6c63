package io.daplug.expression;

import org.junit.jupiter.api.Test;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Tests for {@link RangeKeyCondition}. */
class RangeKeyConditionTests {

	@Test
	void becomesAConditionOnTheNamedAttribute() {
		assertThat(RangeKeyCondition.equalTo(1).on("sk")).isEqualTo(attribute("sk").isEqualTo(1));
		assertThat(RangeKeyCondition.lessThan(1).on("sk")).isEqualTo(attribute("sk").isLessThan(1));
		assertThat(RangeKeyCondition.atMost(1).on("sk")).isEqualTo(attribute("sk").isAtMost(1));
		assertThat(RangeKeyCondition.greaterThan(1).on("sk")).isEqualTo(attribute("sk").isGreaterThan(1));
		assertThat(RangeKeyCondition.atLeast(1).on("sk")).isEqualTo(attribute("sk").isAtLeast(1));
		assertThat(RangeKeyCondition.between(1, 2).on("sk")).isEqualTo(attribute("sk").isBetween(1, 2));
		assertThat(RangeKeyCondition.beginsWith("x").on("a.b")).isEqualTo(attribute("a.b").beginsWith("x"));
	}

	@Test
	void isEqualIfTheSameIsAsked() {
		assertThat(RangeKeyCondition.between(1, 2)).isEqualTo(RangeKeyCondition.between(1, 2))
			.hasSameHashCodeAs(RangeKeyCondition.between(1, 2))
			.isNotEqualTo(RangeKeyCondition.between(1, 3));
		assertThat(RangeKeyCondition.atMost(1)).isNotEqualTo(RangeKeyCondition.lessThan(1));
	}

	@Test
	void showsNoValues() {
		assertThat(RangeKeyCondition.beginsWith("2024")).hasToString("begins_with(\"range key\", ?)");
	}

	@Test
	@SuppressWarnings("NullAway") // what callers without null checks do
	void refusesNull() {
		assertThatIllegalArgumentException().isThrownBy(() -> RangeKeyCondition.equalTo(null))
			.withMessage("'value' of the range key must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> RangeKeyCondition.between("a", null))
			.withMessage("'upper' of the range key must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> attribute("a").isLessThan(null))
			.withMessage("'value' must not be null in a comparison with a");
	}

	@Test
	void refusesAnEmptyName() {
		assertThatIllegalArgumentException().isThrownBy(() -> RangeKeyCondition.equalTo(1).on(""))
			.withMessageContaining("'name'");
	}

}
