package io.daplug.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ExpressionReader} and {@link Condition#parse}. */
class ExpressionReaderTests {

	private static final Map<String, String> NAMES = Map.of("#a", "a.b", "#k", "key", "#0", "zero");

	private static final Map<String, Object> VALUES = Map.of(":v", 1, ":w", 2, ":s", "x", ":type", "SS", ":1", 3);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			a = :v                                           | a = ?
			a <> :v                                          | a <> ?
			a<:v                                             | a < ?
			a<=:v                                            | a <= ?
			a>:v                                             | a > ?
			a>=:v                                            | a >= ?
			:v < a                                           | a > ?
			:v <= a                                          | a >= ?
			:v > a                                           | a < ?
			:v >= a                                          | a <= ?
			:v = a                                           | a = ?
			:v <> a                                          | a <> ?
			:v < :w                                          | ? < ?
			a < b                                            | a < b
			:v < size(a)                                     | size(a) > ?
			a BETWEEN :v AND :w                              | a BETWEEN ? AND ?
			a between b And size(c) aNd a = :v               | a BETWEEN b AND size(c) AND a = ?
			:v BETWEEN a AND b                               | a <= ? AND b >= ?
			NOT :v BETWEEN a AND b                           | NOT (a <= ? AND b >= ?)
			a BETWEEN (:v) AND (b)                           | a BETWEEN ? AND b
			a IN (:v)                                        | a IN (?)
			a in(:v,:w, b)                                   | a IN (?, ?, b)
			:v IN (a, b)                                     | a = ? OR b = ?
			:v IN (a)                                        | a = ?
			size(a) IN (:v)                                  | size(a) IN (?)
			attribute_exists(a)                              | attribute_exists(a)
			attribute_not_exists (a.b[0])                    | attribute_not_exists(a.b[0])
			attribute_type(a, :type)                         | attribute_type(a, ?)
			begins_with(a, :s)                               | begins_with(a, ?)
			begins_with(:s, a)                               | begins_with(?, a)
			contains(a, :v)                                  | contains(a, ?)
			contains(:v, a)                                  | contains(?, a)
			contains(a, size(b))                             | contains(a, size(b))
			size(a) = size(:s)                               | size(a) = size(?)
			a = :v OR b = :w AND c = :v                      | a = ? OR b = ? AND c = ?
			a = :v AND b = :w OR c = :v                      | a = ? AND b = ? OR c = ?
			(a = :v OR b = :w) AND c = :v                    | (a = ? OR b = ?) AND c = ?
			a = :v OR (b = :w OR c = :v)                     | a = ? OR b = ? OR c = ?
			NOT a = :v AND b = :w                            | NOT a = ? AND b = ?
			NOT (a = :v AND b = :w)                          | NOT (a = ? AND b = ?)
			not not a = :v                                   | a = ?
			NOT (NOT a = :v)                                 | a = ?
			((((a)) = ((:v))))                               | a = ?
			( (a = :v) AND ((b) = :w) )                      | a = ? AND b = ?
			name = :v AND status = :w OR size = :v           | name = ? AND status = ? OR size = ?
			contains = :v AND begins_with <> attribute_type  | contains = ? AND begins_with <> attribute_type
			a.size = :v AND a.and.Or = :v                    | a.size = ? AND a."and"."Or" = ?
			#a = :v                                          | "a.b" = ?
			#a.c = :v                                        | "a.b".c = ?
			c.#a[2].#k = :v                                  | c."a.b"[2].key = ?
			#0 = :1                                          | zero = ?
			~  a\t=\t:v~                                     | a = ?
			a . b [ 0 ] . c = :v                             | a.b[0].c = ?
			""")
	void understandsTheWholeGrammar(String expression, String meaning) {
		Condition condition = new ExpressionReader(NAMES, VALUES).condition(expression.replace("\\t", "\t"));
		assertThat(condition).hasToString(meaning);
	}

	@Test
	void takesLineBreaksAsSpace() {
		assertThat(Condition.parse("a = :v\r\n\tAND\nb = :v\n", Map.of(":v", 1))).hasToString("a = ? AND b = ?");
	}

	@Test
	void readsWhatTheBuilderBuilds() {
		Map<String, @Nullable Object> values = new HashMap<>(Map.of(":lo", 1, ":hi", 9, ":p", "x", ":t", "S"));
		values.put(":none", null);
		assertThat(Condition.parse("#n BETWEEN :lo AND :hi AND (begins_with(b.c, :p) OR NOT attribute_exists(d)) "
				+ "AND attribute_type(e, :t) AND f IN (:none, :p)", Map.of("#n", "name"), values))
			.isEqualTo(attribute("name").isBetween(1, 9)
				.and(attribute(AttributePath.of("b").child("c")).beginsWith("x").or(attribute("d").exists().not()))
				.and(attribute("e").hasType("S"))
				.and(attribute("f").isIn(null, "x")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			~~                                | 0  | it is empty
			~   ~                             | 0  | it is empty
			a                                 | 1  | expected =, <>, <, <=, >, >=, BETWEEN or IN, but found the end
			:v                                | 2  | BETWEEN or IN, but found the end
			(a)                               | 3  | BETWEEN or IN, but found the end
			size(a)                           | 7  | BETWEEN or IN, but found the end
			a =                               | 3  | but found the end of the expression
			= :v                              | 0  | expected an attribute
			a == :v                           | 3  | but found '='
			a != :v                           | 2  | but found '!'
			a > = :v                          | 4  | but found '='
			a = :v b                          | 7  | expected AND, OR or the end of the expression, but found 'b'
			a = :v AND                        | 10 | but found the end
			a = :v AND OR b = :v              | 11 | but found 'OR'
			AND a = :v                        | 0  | but found 'AND'
			a = :v AND b                      | 12 | BETWEEN or IN, but found the end
			a OR b = :v                       | 2  | BETWEEN or IN, but found 'OR'
			NOT a                             | 5  | BETWEEN or IN, but found the end
			NOT                               | 3  | but found the end
			(a = :v                           | 7  | expected ')' for the '(' at position 0
			a = :v)                           | 6  | but found ')'
			()                                | 1  | but found ')'
			a = :v = :w                       | 7  | but found '='
			(a = :v) = :w                     | 0  | found a condition
			a = (b = :v)                      | 4  | found a condition
			a BETWEEN :v                      | 12 | expected AND and the upper bound
			a BETWEEN :v OR :w                | 13 | expected AND and the upper bound
			a BETWEEN :v AND                  | 16 | but found the end
			a IN ()                           | 6  | but found ')'
			a IN :v                           | 5  | expected '('
			a IN (:v :w)                      | 9  | expected ')'
			a IN (:v,)                        | 9  | but found ')'
			a NOT IN (:v)                     | 2  | but found 'NOT'
			exists(a)                         | 0  | there is no function 'exists'
			Size(a) = :v                      | 0  | there is no function 'Size'
			ATTRIBUTE_EXISTS(a)               | 0  | there is no function 'ATTRIBUTE_EXISTS'
			attribute_exists()                | 17 | but found ')'
			attribute_exists(:v)              | 17 | attribute_exists takes an attribute
			attribute_not_exists(size(a))     | 21 | attribute_not_exists takes an attribute
			attribute_exists(a, b)            | 18 | expected ')', but found ','
			attribute_exists(a) = :v          | 0  | found a condition
			attribute_type(a, b)              | 18 | one of S, SS
			attribute_type(a, :s)             | 18 | one of S, SS
			begins_with(a)                    | 13 | expected ','
			begins_with(a, :s, :s)            | 17 | expected ')'
			contains(a, attribute_exists(b))  | 12 | found a condition
			size(size(a)) = :v                | 5  | size takes
			a[-1] = :v                        | 2  | expected an index
			a[:v] = :v                        | 2  | expected an index
			a[1 = :v                          | 4  | expected ']'
			a.[0] = :v                        | 2  | expected a name after '.'
			a. = :v                           | 3  | expected a name after '.'
			x-y = :v                          | 1  | needs an alias
			2fa = :v                          | 0  | needs an alias
			größe = :v                        | 2  | needs an alias
			# = :v                            | 0  | but found '#'
			a = :                             | 4  | but found ':'
			a = :x                            | 4  | value ':x' is not defined
			#x = :v                           | 0  | alias '#x' is not defined
			a.#x = :v                         | 2  | alias '#x' is not defined
			a = 'x'                           | 4  | but found '''
			a = 5                             | 4  | but found '5'
			a = :v;                           | 6  | but found ';'
			""")
	void saysWhereAndWhyAnExpressionIsRefused(String expression, int position, String problem) {
		ExpressionReader reader = new ExpressionReader(NAMES, VALUES);
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> reader.condition(expression))
			.withMessageContaining(problem)
			.withMessageStartingWith("Expression '" + expression + "' is not valid at position " + position + ": ")
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(position))
			.satisfies((ex) -> assertThat(ex.expression()).isEqualTo(expression));
	}

	@Test
	void listsWhatIsDefined() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("a = :x", Map.of(":y", "secret")))
			.withMessageEndingWith("value ':x' is not defined; the defined ones are ':y'")
			.withMessageNotContaining("secret");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("#a = :x", Map.of()))
			.withMessageEndingWith("alias '#a' is not defined; no alias is");
	}

	@Test
	void refusesWhatIsNotUsed() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("a = :x", Map.of(":x", 1, ":y", "secret")))
			.withMessage("Expression 'a = :x' is not valid: value ':y' is defined but not used: use it or remove it")
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(-1));
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("a = :x", Map.of("#b", "b"), Map.of(":x", 1)))
			.withMessageContaining("alias '#b' is defined but not used");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("attribute_exists(a)", Map.of("x", 1)))
			.withMessageContaining("it does not begin with ':'");
	}

	@Test
	void takesNamesAndValuesThatExpressionsOfOneRequestShare() {
		ExpressionReader reader = new ExpressionReader(Map.of("#o", "owner", "#l", "level"),
				Map.of(":t", "acme", ":o", "kim"));
		Condition key = reader.condition("tenant_id = :t");
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(reader::requireAllUsed);
		Condition filter = reader.condition("#o = :o");
		List<AttributePath> projection = reader.projection("#l, #o");
		reader.requireAllUsed();
		assertThat(key).isEqualTo(attribute("tenant_id").isEqualTo("acme"));
		assertThat(filter).isEqualTo(attribute("owner").isEqualTo("kim"));
		assertThat(projection).containsExactly(AttributePath.of("level"), AttributePath.of("owner"));
	}

	@Test
	void namesAllExpressionsThatLeaveSomethingUnused() {
		ExpressionReader reader = new ExpressionReader(Map.of(), Map.of(":t", 1, ":x", 1));
		reader.condition("a = :t");
		reader.projection("b, c");
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(reader::requireAllUsed)
			.satisfies((ex) -> assertThat(ex.expression()).isEqualTo("a = :t; b, c"));
	}

	@Test
	void givesEachExpressionItsOwnMeaningOfAnAlias() {
		Condition first = Condition.parse("#a = :v", Map.of("#a", "x"), Map.of(":v", 1));
		Condition second = Condition.parse("#a = :v", Map.of("#a", "y"), Map.of(":v", 2));
		assertThat(first.and(second)).isEqualTo(attribute("x").isEqualTo(1).and(attribute("y").isEqualTo(2)));
	}

	@Test
	void refusesAliasesOfNothing() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("attribute_exists(#a)", Map.of("#a", ""), Map.of()))
			.withMessageContaining("position 17")
			.withMessageContaining("alias '#a' stands for an empty name");
	}

	@Test
	void isNotAffectedByLaterChangesOfTheMaps() {
		Map<String, Object> values = new HashMap<>(Map.of(":v", 1));
		ExpressionReader reader = new ExpressionReader(Map.of(), values);
		values.put(":v", 2);
		assertThat(reader.condition("a = :v")).isEqualTo(attribute("a").isEqualTo(1));
	}

	@Test
	void refusesOneHundredAndOneOptions() {
		String options = IntStream.range(0, 100).mapToObj((i) -> ":v").collect(Collectors.joining(","));
		assertThat(Condition.parse("a IN (" + options + ")", Map.of(":v", 1))).isNotNull();
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse("a IN (" + options + ",:v)", Map.of(":v", 1)))
			.withMessageContaining("IN takes at most 100 options")
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(306));
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "NOT (", "size(", "contains(a, ", "a = (", "a IN ((", "a BETWEEN (",
			"a = :v AND (a = :v OR (" })
	void refusesEndlessNestingInsteadOfRunningOutOfStack(String opening) {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse(opening.repeat(100_000), Map.of(":v", 1)))
			.withMessageContaining("nested deeper than 300")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
	}

	@Test
	void readsLongExpressionsThatAreNotDeep() {
		assertThat(Condition.parse("NOT ".repeat(100_000) + "a = :v", Map.of(":v", 1))).hasToString("a = ?");
		assertThat(Condition.parse("a = :v OR ".repeat(100_000) + "a = :v", Map.of(":v", 1)).attributes())
			.containsExactly("a");
		assertThat(AttributePath.parse("a" + ".a".repeat(100_000)).root()).isEqualTo("a");
		assertThat(Condition.parse("(".repeat(300) + "a = :v" + ")".repeat(300), Map.of(":v", 1))).hasToString("a = ?");
	}

	@Test
	void showsThePlaceInLongExpressions() {
		String expression = "aaaaaaaaa = :v AND ".repeat(50) + "b ! :v" + " AND aaaaaaaaa = :v".repeat(50);
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> Condition.parse(expression, Map.of(":v", 1)))
			.withMessageStartingWith("Expression '…")
			.withMessageContaining("b ! :v AND")
			.withMessageContaining("…' is not valid at position 952: ")
			.satisfies((ex) -> assertThat(ex.expression()).isEqualTo(expression));
	}

}
