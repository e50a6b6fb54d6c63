package io.daplug.filter;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FilterExpression}.
 */
class FilterExpressionTests {

	private final EvaluationContext context = FilterExpression
		.context(Map.of("status", "PAID", "address", Map.of("city", "Bern")));

	@Test
	void readsAttributesLikeProperties() {
		assertThat(evaluate("status == 'PAID' and address.city == 'Bern'")).isEqualTo(true);
	}

	@Test
	void readsAttributesThatAreMissingAsNull() {
		assertThat(evaluate("missing == null")).isEqualTo(true);
	}

	@Test
	void readsVariables() {
		this.context.setVariable("least", 2);
		assertThat(evaluate("#least > 1")).isEqualTo(true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "T(java.lang.System).exit(1)", "new java.io.File('x')", "status = 'OPEN'", "@bean" })
	void neitherLeavesItsValuesNorChangesThem(String expression) {
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> evaluate(expression));
	}

	@ParameterizedTest
	@ValueSource(strings = { "status ==", "'", "" })
	void refusesWhatIsNoExpression(String expression) {
		assertThatExceptionOfType(ParseException.class).isThrownBy(() -> FilterExpression.parse(expression));
	}

	@Test
	void refusesVariablesThatAreNotKnown() {
		FilterExpression expression = FilterExpression.parse("!(#root.n == #itme.n)");
		assertThat(expression.requireVariables(Set.of("itme"), "no %s")).isSameAs(expression);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> expression.requireVariables(Set.of("item"), "there is no %s"))
			.withMessage("there is no #itme");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a == T(java.lang.Math).PI", "a == new java.io.File('x')", "a == @bean" })
	void refusesTypesAndConstructorsAndBeansBeforeEvaluation(String expression) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FilterExpression.parse(expression).requireValuesOnly("'%s' is not allowed"))
			.withMessageEndingWith("is not allowed");
	}

	@Test
	void isItsText() {
		assertThat(FilterExpression.parse("a == 1")).hasToString("a == 1");
	}

	private @Nullable Object evaluate(String expression) {
		return FilterExpression.parse(expression).evaluate(this.context, Object.class);
	}

}
