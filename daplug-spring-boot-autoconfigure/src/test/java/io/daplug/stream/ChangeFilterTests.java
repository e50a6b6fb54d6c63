package io.daplug.stream;

import io.daplug.event.ItemChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.expression.EvaluationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChangeFilter}.
 */
class ChangeFilterTests {

	private final ItemChange<?> change = Changes.modified("a", 1, 2);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			#newItem.n == 2                                  | true
			#newItem['n'] > 1.5                              | true
			#oldItem.n == #newItem.n                         | false
			#newItem.missing == null                         | true
			#newItem.missing?.deeper == null                 | true
			#change.table() == 'orders'                      | true
			#change.key().hashValue() == 'b'                 | false
			#change.origin().operation().name() == 'UPDATE'  | true
			#newItem.id matches '[a-c]'                      | true
			null                                             | false
			""")
	void choosesChanges(String expression, boolean chosen) {
		assertThat(ChangeFilter.of(expression).test(this.change)).isEqualTo(chosen);
	}

	@Test
	void knowsNoItemWhereThereIsNone() {
		assertThat(ChangeFilter.of("#newItem == null").test(Changes.removed("a"))).isTrue();
		assertThat(ChangeFilter.of("#oldItem?.n == 1").test(Changes.inserted("a"))).isFalse();
	}

	@Test
	void refusesWhatIsNoExpression() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChangeFilter.of("#newItem.n ="))
			.withMessageStartingWith("'#newItem.n =' is no valid expression: ");
		assertThatIllegalArgumentException().isThrownBy(() -> ChangeFilter.of(" "));
	}

	@Test
	void refusesVariablesThatThereAreNot() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChangeFilter.of("!(#newitem.n == 2)"))
			.withMessage("The expression uses #newitem, but there are only #change, #newItem and #oldItem");
	}

	@Test
	void failsWhereTheExpressionDoes() {
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> ChangeFilter.of("#newItem.n").test(Changes.modified("a", 2, 3)))
			.isNotNull();
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> ChangeFilter.of("#newItem.n == 1").test(Changes.removed("a")));
	}

	@Test
	void reachesNothingBeyondTheChange() {
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> ChangeFilter.of("T(java.lang.System).exit(1) == null").test(this.change));
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> ChangeFilter.of("new java.io.File('x') == null").test(this.change));
	}

	@Test
	void isItsExpression() {
		assertThat(ChangeFilter.of("#newItem.n == 2")).hasToString("#newItem.n == 2");
	}

}
