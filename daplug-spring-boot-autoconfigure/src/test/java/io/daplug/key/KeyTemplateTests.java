package io.daplug.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.item.InvalidKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Keys that are composed of attributes.
 */
class KeyTemplateTests {

	private static final KeyTemplate ORDER = KeyTemplate.parse("ORDER#{region}#{id}");

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue number(String number) {
		return AttributeValue.fromN(number);
	}

	@Test
	void putsAttributesBetweenTexts() {
		assertThat(ORDER.of(Map.of("region", text("eu"), "id", number("7.0")))).isEqualTo(text("ORDER#eu#7"));
		assertThat(KeyTemplate.of("CC#", "#", List.of(KeyComponent.plain("id"))).of(Map.of("id", text("a#b%c"))))
			.as("the last value is written as it is")
			.isEqualTo(text("CC#a#b%c"));
	}

	@Test
	void givesDifferentValuesDifferentKeys() {
		AttributeValue one = ORDER.of(Map.of("region", text("a#b"), "id", text("c")));
		AttributeValue other = ORDER.of(Map.of("region", text("a"), "id", text("b#c")));
		AttributeValue third = ORDER.of(Map.of("region", text("a%23b"), "id", text("c")));
		assertThat(List.of(one, other, third)).containsExactly(text("ORDER#a%23b#c"), text("ORDER#a#b#c"),
				text("ORDER#a%2523b#c"));
	}

	@Test
	void isNoneWithoutAnAttribute() {
		assertThat(ORDER.of(Map.of("region", text("eu")))).isNull();
		assertThat(ORDER.of(Map.of("region", text("eu"), "id", AttributeValue.fromNul(true)))).isNull();
	}

	@Test
	void padsNumbersSoThatTheySort() {
		KeyTemplate padded = KeyTemplate.parse("N#{n:5}");
		assertThat(padded.of(Map.of("n", number("42")))).isEqualTo(text("N#00042"));
		assertThat(padded).hasToString("N#{n:5}");
		for (String unusable : List.of("-1", "1.5", "100000")) {
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> padded.of(Map.of("n", number(unusable))))
				.withMessageContaining("'n'");
		}
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T09:30:00Z, 2026-11-27T09:30:00.000000000Z",
			"2026-11-27T10:30:00.5+01:00, 2026-11-27T09:30:00.500000000Z" })
	void writesTimesSoThatTheySort(String attribute, String key) {
		KeyTemplate time = KeyTemplate.of("T#", "#", List.of(KeyComponent.time("at")));
		assertThat(time.of(Map.of("at", text(attribute)))).isEqualTo(text("T#" + key));
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T09:30:00, 2026-11-27T09:30:00.000000000",
			"2026-11-27T09:30:00.5, 2026-11-27T09:30:00.500000000", "2026-11-27T09:30, 2026-11-27T09:30:00.000000000",
			"09:30, 09:30:00.000000000", "09:30:00.123456789, 09:30:00.123456789" })
	void writesLocalTimesSoThatTheySort(String attribute, String key) {
		KeyTemplate time = KeyTemplate.of("T#", "#", List.of(KeyComponent.localTime("at")));
		assertThat(time.of(Map.of("at", text(attribute)))).isEqualTo(text("T#" + key));
	}

	@Test
	void refusesWhatIsNoLocalTime() {
		KeyTemplate time = KeyTemplate.of("T#", "#", List.of(KeyComponent.localTime("at")));
		for (AttributeValue value : List.of(text("noon"), text("2026-11-27T09:30:00Z"), number("1"))) {
			assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> time.of(Map.of("at", value)))
				.withMessageContaining("'at'");
		}
	}

	@Test
	void copiesOneAttributeOfWhateverType() {
		KeyTemplate copy = KeyTemplate.parse("{n}");
		assertThat(copy.of(Map.of("n", number("42")))).isEqualTo(number("42"));
		assertThat(copy.matches(number("1"))).isTrue();
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> ORDER.of(Map.of("region", AttributeValue.fromBool(true), "id", text("1"))))
			.withMessageContaining("'region'");
	}

	@Test
	void tellsItsKeysFromThoseWhosePrefixIsLonger() {
		KeyTemplate shorter = KeyTemplate.parse("C#{id}");
		KeyTemplate longer = KeyTemplate.parse("CC#{id}");
		assertThat(shorter.overlaps(longer)).isFalse();
		assertThat(shorter.matches(text("CC#1"))).isFalse();
		assertThat(shorter.matches(text("C#1"))).isTrue();
		assertThat(shorter.matches(null)).isFalse();
		assertThat(shorter.overlaps(KeyTemplate.parse("C#X#{id}"))).isTrue();
		assertThat(shorter.overlaps(KeyTemplate.constant(text("A")))).isFalse();
		assertThat(KeyTemplate.parse("{id}").overlaps(KeyTemplate.constant(text("A")))).isTrue();
	}

	@Test
	void knowsWhatAKeyBeginsWith() {
		assertThat(ORDER.beginning(List.of(), true)).isEqualTo("ORDER#");
		assertThat(ORDER.beginning(List.of(text("eu")), true)).isEqualTo("ORDER#eu#");
		assertThat(ORDER.beginning(List.of(text("eu")), false)).isEqualTo("ORDER#eu");
		assertThat(ORDER.beginning(List.of(text("eu"), text("1")), true)).isEqualTo("ORDER#eu#1");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "007, 7", "1e2, 100", "-0, 0", "1.50, 1.5", "100, 100", "-3, -3", "0.0, 0" })
	void writesANumberInOneWay(String number, String text) {
		assertThat(KeyTemplate.parse("N#{id}").of(Map.of("id", number(number)))).isEqualTo(text("N#" + text));
		assertThat(KeyTemplate.parse("N#{id}#").of(Map.of("id", number(number)))).isEqualTo(text("N#" + text + "#"));
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T13:00:00+01:00", "2026-11-27T12:00:00.000000000Z", "2026-11-27T12:00:00Z" })
	void writesATimeInOneWay(String time) {
		assertThat(KeyTemplate.of("T#", "#", List.of(KeyComponent.time("at"))).of(Map.of("at", text(time))))
			.isEqualTo(text("T#2026-11-27T12:00:00.000000000Z"));
	}

	@Test
	void knowsWhatIsNextToAText() {
		assertThat(sorted("a", KeyTemplate.next("a"), "a ", KeyTemplate.after("a"), "b")).isTrue();
		assertThat(sorted("az", KeyTemplate.before("b"), "b")).isTrue();
		assertThat(sorted("a\uD7FF", KeyTemplate.before("a\uE000"), "a\uE000")).isTrue();
		assertThat(sorted("a\uD83D\uDE00z", KeyTemplate.before("a\uD83D\uDE01"), "a\uD83D\uDE01")).isTrue();
		assertThat(KeyTemplate.before("a\0")).isEqualTo("a");
	}

	/** Whether texts are in the order in which DynamoDB has them. */
	private static boolean sorted(String... texts) {
		List<byte[]> bytes = Stream.of(texts).map((text) -> text.getBytes(StandardCharsets.UTF_8)).toList();
		return IntStream.range(1, texts.length)
			.allMatch((i) -> Arrays.compareUnsigned(bytes.get(i - 1), bytes.get(i)) < 0);
	}

	@ParameterizedTest
	@CsvSource({ "'ORDER#', must name an attribute", "'{a}{b}', must have text between 'a' and 'b'",
			"'A#{a', has a brace", "'{a}#}', has a brace", "'{a}%{b}', The text behind 'a' must not begin with '%'",
			"'{a}%', must not begin with '%'",
			"'{a}\uD83D\uDE00{b}', The text behind 'a' must not begin with '\uD83D\uDE00'" })
	void refusesWhatIsNoTemplate(String template, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyTemplate.parse(template))
			.withMessageContaining(message);
	}

	@Test
	void refusesASeparatorThatTellsNoEnd() {
		List<KeyComponent> both = List.of(KeyComponent.plain("a"), KeyComponent.plain("b"));
		for (String separator : List.of("%", "%#", "\uD83D\uDE00")) {
			assertThatIllegalArgumentException().isThrownBy(() -> KeyTemplate.of("T#", separator, both))
				.withMessageContaining("The text behind 'a' must not begin with");
		}
		assertThat(KeyTemplate.of("T%", "%", List.of(KeyComponent.plain("a"))).of(Map.of("a", text("1"))))
			.isEqualTo(text("T%1"));
	}

}
