package io.daplug.schema.pattern;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.daplug.schema.pattern.EcmaPattern.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link EcmaPattern}: the rules of ECMA-262 with the flag {@code u}.
 */
class EcmaPatternTests {

	private static String text(String written) {
		return Pattern.compile("\\\\u([0-9A-F]{4})")
			.matcher(written.equals("EMPTY") ? "" : written)
			.replaceAll((match) -> Character.toString(Integer.parseInt(match.group(1), 16)))
			.translateEscapes();
	}

	private static Outcome search(String expression, String text) {
		return EcmaPattern.compile(expression).search(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			abc xabcx abx
			^abc$ abc abcd
			^a$ a a\\n
			^$ EMPTY a
			a|bc xbc b
			^(a|b)$ b c
			^a.c$ abc a\\nc
			^a.c$ a😀c abbc
			^.$ \\u0085 \\r
			^a[^]c$ a\\nc ac
			^a[]?$ a ab
			^\\d+$ 12 1\\u0661
			^\\D$ \\u0661 1
			^\\w$ _ é
			^\\W$ é _
			^\\s$ \\t a
			^\\S$ a \\t
			^\\bé$|^é$ é e
			\\bfoo\\b a-foo-b xfoo
			\\Bo foo o
			^\\t\\n\\v\\f\\r$ \\t\\n\\13\\f\\r t
			^\\x41$ A B
			^\\u0041$ A B
			^\\u{1F600}$ 😀 A
			^\\uD83D\\uDE00$ 😀 A
			^[😀-😂]$ 😁 😄
			^[\\u{61}-c]$ b d
			^\\cA\\cz$ \\1\\32 cA
			^\\0$ \\0 0
			^[\\b]$ \\b b
			^[a\\-z]$ - b
			^[a-]$ - b
			^[-a]$ - b
			^[\\w-.]$ . +
			^[\\w.-]+$ a-b.c a+b
			^[^\\s-]$ a -
			^[[a]$ [ b
			^[a&&b]$ & c
			^\\/\\-\\_\\:\\@\\#\\%$ /-_:@#% a
			^a]}$ a]} a
			^a{,2}$ a{,2} aa
			^a{2}$ aa aaa
			^a{2,}$ aaaa a
			^a{1,2}$ aa aaa
			^a{0}$ EMPTY a
			^(?:ab)*$ abab aba
			^a+?$ aaa b
			^(?<_x>a)\\k<_x>$ aa ab
			^(?<$é1>a)\\k<$é1>b$ aab ab
			^(?:(?<y>a)|(?<y>b))\\k<y>$ bb ba
			^\\k<x>(?<x>a)$ a aa
			^(a)\\1$ aa ab
			^\\1(a)$ a aa
			^(?:(a)|b)*\\1$ abaab c
			^(a*)*b$ aab a
			^(?=.*\\d)(?=.*[a-z]).{4,}$ abc1 abcd
			^(?!-)[a-z-]+(?<!-)$ a-b a-
			(?<=\\$)\\d+ $12 12
			(?<!a)b cb ab
			(?<=(\\d)\\1)x 11x 12x
			^(?=(a+))\\1b$ aab ab?
			^(?!(?=a)ab)a ac ab
			^\\p{L}$ é 1
			^\\p{Letter}$ é 1
			^\\p{Lu}$ É é
			^\\p{General_Category=Lu}$ É é
			^\\p{gc=Uppercase_Letter}$ É é
			^\\p{LC}$ é 中
			^\\p{digit}$ ٣ a
			^\\p{Script=Greek}$ α a
			^\\p{sc=Grek}$ α a
			^\\p{scx=Cyrillic}$ я a
			^\\p{Emoji}$ 😀 a
			^\\p{Emoji_Presentation}$ 😀 1
			^\\p{Extended_Pictographic}$ ❤ a
			^\\p{Alphabetic}$ é 1
			^\\p{Uppercase}$ É é
			^\\p{White_Space}$ \\u0085 \\uFEFF
			^\\p{ASCII}$ a é
			^\\p{Any}$ é EMPTY
			^\\p{ID_Start}$ é 1
			^\\p{Hex_Digit}$ F G
			^\\P{L}$ 1 é
			^[\\p{L}\\d]+$ é1 -
			^[^\\p{L}]$ 1 é
			^É$ É é
			""")
	void means(String expression, String good, String bad) {
		assertThat(search(expression, text(good))).isEqualTo(Outcome.FOUND);
		assertThat(search(expression, text(bad))).isEqualTo(Outcome.ABSENT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x9, 0xA, 0xB, 0xC, 0xD, 0x20, 0xA0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
			0x3000, 0xFEFF })
	void takesForSpaceWhatEcmaDoes(int point) {
		String space = Character.toString(point);
		assertThat(search("^\\s$", space)).isEqualTo(Outcome.FOUND);
		assertThat(search("^[\\S]$", space)).isEqualTo(Outcome.ABSENT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x85, 0x180E, 0x200B, 0x1C })
	void takesForNoSpaceWhatOthersDo(int point) {
		assertThat(search("\\s", Character.toString(point))).isEqualTo(Outcome.ABSENT);
	}

	@ParameterizedTest
	@ValueSource(ints = { '\n', '\r', 0x2028, 0x2029 })
	void letsADotStandForNoLineEnd(int point) {
		assertThat(search(".", Character.toString(point))).isEqualTo(Outcome.ABSENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\\Z", "a\\z", "\\Aa", "\\Ga", "\\Qa\\E", "\\h", "\\R", "\\X", "\\a", "\\e", "a++", "a*+",
			"a?+", "a{1}+", "a**", "(?i)a", "(?i:a)", "(?>a)", "(?#a)", "(a", "a)", "[a", "*a", "+a", "?", "a|*", "{1}",
			"a{2,1}", "[b-a]", "\\", "\\u{110000}", "\\u{}", "\\u12", "\\x1", "\\c1", "\\c", "\\01", "\\k<x>", "\\k",
			"(?<a>b)\\k<c>", "(?<1>a)", "(?<a-b>c)", "(?<>a)", "(?<a>b)(?<a>c)", "\\2(a)", "\\p{Nothing}", "\\pL",
			"\\p{}", "\\p{Script=Nothing}", "\\p{IsLatin}", "\\p{javaLowerCase}", "\\p{letter}", "\\p{gc=Greek}", "^*",
			"\\b+", "(?=a)*", "(?<=a)?", "(?<!a)+", "a{100001}", "((a{1000}){1000}){1000}", "\\é" })
	void refusesWhatIsNoPattern(String expression) {
		assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> EcmaPattern.compile(expression));
	}

	@Test
	void refusesGroupsThatAreNestedWithoutEnd() {
		assertThatExceptionOfType(PatternSyntaxException.class)
			.isThrownBy(() -> EcmaPattern.compile("(".repeat(100_000)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '`', textBlock = """
			^(a|b|-)+$ a 3000 true
			^(a|b|-)+$ - 400000 true
			^(?!-)(a|b|-)+$ ab 100000 true
			^(?=.{3,})(?:[a-z]|-)+(?<!-)$ ab 100000 true
			^[a-z0-9]+(?:-[a-z0-9]+)*$ a- 10000 false
			^[a-z0-9]+(?:-[a-z0-9]+)*$ a 20001 true
			(.*a){20}b a 100 false
			(.*a){20}b a 100000 false
			^(a+)+$ aaab 10000 false
			^(([a-z])+.)+[A-Z]([a-z])+$ a 100000 false
			(a|aa)+$ ab 100000 false
			^(.*),(.*),(.*),(.*)x$ `,` 50000 false
			(x+x+)+y x 100000 false
			^.{1,5000}$ é 5000 true
			^.{1,5000}$ é 5001 false
			^(?:.{0,100}\\n?){0,5}$ a 500 true
			(?=(a|b)*c)d ab 100000 false
			[ab]{500}c ab 50000 false
			""")
	void decidesWithinStepsThatGrowLikeTheText(String expression, String part, int times, boolean found) {
		EcmaPattern pattern = EcmaPattern.compile(expression);
		assertTimeoutPreemptively(Duration.ofSeconds(30),
				() -> assertThat(pattern.search(part.repeat(times))).isEqualTo(found ? Outcome.FOUND : Outcome.ABSENT));
	}

	@Test
	void saysSoWhereReferencesToGroupsTakeTooManySteps() {
		EcmaPattern pattern = EcmaPattern.compile("^(a|b|-)+(a*)*\\1c$");
		assertThat(pattern.search("ab-".repeat(5) + "-c")).isEqualTo(Outcome.FOUND);
		assertTimeoutPreemptively(Duration.ofSeconds(30),
				() -> assertThat(pattern.search("a".repeat(3000))).isEqualTo(Outcome.UNDECIDED));
		assertThat(pattern.mayFind("a".repeat(3000))).isTrue();
	}

	@Test
	void saysSoWhereAPatternHasMorePartsThanACharacterMayCost() {
		EcmaPattern pattern = EcmaPattern.compile("^(?:.{0,1000}\\n?){0,20}$");
		assertThat(pattern.search("a".repeat(200))).isEqualTo(Outcome.FOUND);
		assertTimeoutPreemptively(Duration.ofSeconds(30),
				() -> assertThat(pattern.search("a".repeat(20_000))).isEqualTo(Outcome.UNDECIDED));
	}

	@Test
	void decidesLongTextsAlthoughGroupsAreReferredTo() {
		assertThat(search("^(a|b|-)+\\1$", "ab-".repeat(3000) + "-")).isEqualTo(Outcome.FOUND);
	}

	/** Where both dialects mean the same, so does the answer. */
	@Test
	void agreesWithJavaOnRandomPatterns() {
		Random random = new Random(11);
		int found = 0;
		for (int i = 0; i < 3000; i++) {
			String expression = Expressions.any(random, 3);
			EcmaPattern ours = EcmaPattern.compile(expression);
			Pattern theirs = Pattern.compile(expression.replace("$", "\\z"));
			for (int j = 0; j < 10; j++) {
				String text = Expressions.text(random);
				boolean expected = theirs.matcher(text).find();
				found += expected ? 1 : 0;
				assertThat(ours.search(text)).as(expression + " in " + text)
					.isEqualTo(expected ? Outcome.FOUND : Outcome.ABSENT);
			}
		}
		assertThat(found).isBetween(5000, 28_000);
	}

	/** Expressions that mean the same in both dialects, without references. */
	private static final class Expressions {

		static String any(Random random, int depth) {
			StringBuilder expression = new StringBuilder();
			for (int i = 0; i < 1 + random.nextInt(3); i++) {
				expression.append(one(random, depth));
			}
			return expression.toString();
		}

		private static String one(Random random, int depth) {
			return switch ((depth > 0) ? random.nextInt(14) : random.nextInt(6)) {
				case 0, 1 -> String.valueOf("ab-".charAt(random.nextInt(3)));
				case 2 -> "[^a]";
				case 3 -> ".";
				case 4 -> random.nextBoolean() ? "^" : "$";
				case 5 -> random.nextBoolean() ? "\\b" : "\\B";
				case 6 -> "(" + any(random, depth - 1) + "|" + any(random, depth - 1) + ")";
				case 7 -> "(?:" + any(random, depth - 1) + ")*";
				case 8 -> "(?:" + any(random, depth - 1) + ")+?";
				case 9 -> "(?:" + any(random, depth - 1) + "){1,2}";
				case 10 -> "(?=" + any(random, depth - 1) + ")";
				case 11 -> "(?!" + any(random, depth - 1) + ")";
				case 12 -> "(?<=" + "ab-".charAt(random.nextInt(3)) + ")";
				default -> "(?<!" + "ab-".charAt(random.nextInt(3)) + ".)";
			};
		}

		static String text(Random random) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < random.nextInt(7); i++) {
				text.append("ab-\n".charAt(random.nextInt(random.nextInt(8) == 0 ? 4 : 3)));
			}
			return text.toString();
		}

	}

}
