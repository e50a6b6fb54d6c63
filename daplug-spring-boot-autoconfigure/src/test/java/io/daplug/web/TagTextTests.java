package io.daplug.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TagText}.
 */
class TagTextTests {

	/** What makes trouble, next to what does not. */
	private static final String ALPHABET = "aZ09-.%,\"\\ \t\n\u007f\u00e9\u20ac+eE*W/=";

	@ParameterizedTest
	@CsvSource({ "0, 0", "-0.0, 0", "7, 7", "-7, -7", "7.00, 7", "1E+3, 1000", "0.50, 0.5", "-0.5, -0.5",
			"12345678901234567890, 12345678901234567890", "1E-5, 0.00001" })
	void writesANumberInOneWay(BigDecimal number, String tag) {
		assertThat(TagText.of(number)).isEqualTo(tag);
		assertThat(new BigDecimal(String.valueOf(TagText.value(tag)))).isEqualByComparingTo(number);
	}

	@Test
	void writesATextPlainlyWhereItCan() {
		assertThat(TagText.of("2026-11-27T12:00:00.000000000Z")).isEqualTo("2026-11-27T12:00:00.000000000Z");
		assertThat(TagText.of("")).isEmpty();
	}

	@Test
	void escapesWhatATagMustNotHold() {
		assertThat(TagText.of("a b\"c%,\\\u00e9")).isEqualTo("a%20b%22c%25%2C%5C%C3%A9");
	}

	@Test
	void tellsATextFromTheNumberThatItLooksLike() {
		assertThat(TagText.of("7")).isEqualTo("%37");
		assertThat(TagText.of("-0.5")).isEqualTo("%2D0.5");
		assertThat(TagText.value("%37")).isEqualTo("7");
		assertThat(TagText.value("7")).isEqualTo(7L);
		assertThat(TagText.value("0.5")).isEqualTo(new BigDecimal("0.5"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%4", "%zz", "%c3%a9", "%41", "7%20%", "a b", "\u00e9", "%C3", "%ED%A0%80", "a,b" })
	void findsNoValueForATagThatIsNeverGiven(String tag) {
		assertThat(TagText.value(tag)).isNull();
	}

	@Test
	void givesEachTextATagOfItsOwnThatLeadsBackToIt() {
		Random random = new Random(7);
		Map<String, String> texts = new HashMap<>();
		List<String> all = new ArrayList<>(List.of("0", "00", "-", ".", "1.", "1.0", "01", "-1", "1e3"));
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(random.nextInt(5), 0, ALPHABET.length()).forEach((at) -> text.append(ALPHABET.charAt(at)));
			all.add(text.toString());
		}
		for (String text : all) {
			String tag = TagText.of(text);
			assertThat(tag).matches("[\\x21\\x23-\\x7e]*");
			assertThat(TagText.value(tag)).isEqualTo(text);
			assertThat(texts.merge(tag, text, (one, other) -> one.equals(other) ? one : "two texts")).isEqualTo(text);
		}
	}

}
