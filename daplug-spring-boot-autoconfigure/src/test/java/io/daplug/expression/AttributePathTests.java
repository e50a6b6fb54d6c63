package io.daplug.expression;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Tests for {@link AttributePath}. */
class AttributePathTests {

	@Test
	void takesNamesLiterally() {
		assertThat(AttributePath.of("a.b")).isNotEqualTo(AttributePath.of("a").child("b"));
		assertThat(AttributePath.of("a.b").root()).isEqualTo("a.b");
		assertThat(AttributePath.of("l[0]")).isNotEqualTo(AttributePath.of("l").index(0));
	}

	@Test
	void readsDocumentPaths() {
		assertThat(AttributePath.parse("trace.frames[1][20].x_1"))
			.isEqualTo(AttributePath.of("trace").child("frames").index(1).index(20).child("x_1"));
		assertThat(AttributePath.parse(" name . size [ 0 ] "))
			.isEqualTo(AttributePath.of("name").child("size").index(0));
	}

	@Test
	void readsKeywordsAsNamesInTheirSpelling() {
		assertThat(AttributePath.parse("or.Between.IN")).isEqualTo(AttributePath.of("or").child("Between").child("IN"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a.", ".a", "a..b", "a[", "a[]", "a[-1]", "a[01]", "a[b]", "a[0", "a b", "a,b",
			"x-y", "2fa", "#z", ":v", "a[99999999999]", "größe", "a[0]b", "a=", "[0]" })
	void refusesWhatIsNoDocumentPath(String path) {
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> AttributePath.parse(path));
	}

	@Test
	void saysWhereAndWhyAPathIsRefused() {
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> AttributePath.parse("list[-1]"))
			.withMessage("Expression 'list[-1]' is not valid at position 5: "
					+ "expected an index, 0 or greater and without leading zeros, but found '-'")
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(5))
			.satisfies((ex) -> assertThat(ex.expression()).isEqualTo("list[-1]"));
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> AttributePath.parse("x-y"))
			.withMessageContaining("position 1")
			.withMessageContaining("needs an alias");
	}

	@Test
	void knowsWhatIsTopLevel() {
		assertThat(AttributePath.of("a").topLevel()).isTrue();
		assertThat(AttributePath.of("a").child("b").topLevel()).isFalse();
		assertThat(AttributePath.of("a").index(0).topLevel()).isFalse();
		assertThat(AttributePath.of("a").index(0).root()).isEqualTo("a");
	}

	@Test
	void doesNotChangeWhenItIsExtended() {
		AttributePath path = AttributePath.of("a");
		path.child("b");
		assertThat(path).isEqualTo(AttributePath.of("a")).hasSameHashCodeAs(AttributePath.of("a"));
		assertThat(path).isNotEqualTo(AttributePath.of("b"));
	}

	@Test
	void refusesEmptyNamesAndNegativeIndexes() {
		assertThatIllegalArgumentException().isThrownBy(() -> AttributePath.of("")).withMessageContaining("'name'");
		assertThatIllegalArgumentException().isThrownBy(() -> AttributePath.of("a").child(""))
			.withMessageContaining("'name'");
		assertThatIllegalArgumentException().isThrownBy(() -> AttributePath.of("a").index(-1))
			.withMessageContaining("-1")
			.withMessageContaining("after a");
	}

	@Test
	void hasTextThatTellsPathsApart() {
		assertThat(AttributePath.of("a").child("b").index(3)).hasToString("a.b[3]");
		assertThat(AttributePath.of("a.b")).hasToString("\"a.b\"");
		assertThat(AttributePath.of("a").child("in").child("x y")).hasToString("a.\"in\".\"x y\"");
		assertThat(AttributePath.of("\"a\".\"b\"")).hasToString("\"\\\"a\\\".\\\"b\\\"\"");
		assertThat(AttributePath.of("\\")).hasToString("\"\\\\\"");
	}

	@Test
	void readsProjections() {
		assertThat(AttributePath.parseProjection("msg, trace.frames[1]", Map.of()))
			.containsExactly(AttributePath.of("msg"), AttributePath.of("trace").child("frames").index(1));
		assertThat(AttributePath.parseProjection("#l", Map.of("#l", "le.vel")))
			.containsExactly(AttributePath.of("le.vel"));
		assertThat(AttributePath.parseProjection("and,size,name,#a.#a", Map.of("#a", "x y"))).containsExactly(
				AttributePath.of("and"), AttributePath.of("size"), AttributePath.of("name"),
				AttributePath.of("x y").child("x y"));
		assertThat(AttributePath.parseProjection("l[0], l[1]", Map.of())).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", ",", "a,", "a,,b", "a b", "a; b", "#x", ":v", "*", "size(a)" })
	void refusesWhatIsNoProjection(String expression) {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> AttributePath.parseProjection(expression, Map.of()));
	}

	@Test
	void refusesProjectionsThatOverlap() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> AttributePath.parseProjection("x, a.b, a", Map.of()))
			.withMessageContaining("position 8")
			.withMessageContaining("path 'a' overlaps with 'a.b'");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> AttributePath.parseProjection("#n, name", Map.of("#n", "name")))
			.withMessageContaining("overlaps");
	}

	@Test
	void refusesProjectionsThatLeaveAnAliasUnused() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> AttributePath.parseProjection("a", Map.of("#b", "b")))
			.withMessageContaining("alias '#b' is defined but not used");
	}

}
