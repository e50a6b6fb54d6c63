package io.daplug.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that keys tell the attributes that they are composed of.
 */
class KeyPartsTests {

	private static final KeyTemplate ORDER = KeyTemplate.parse("ORDER#{region}#{id:6}").reversible();

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue number(String number) {
		return AttributeValue.fromN(number);
	}

	@Test
	void readsTextAndPaddedNumbers() {
		assertThat(ORDER.parts(text("ORDER#eu#000042"))).isEqualTo(Map.of("region", text("eu"), "id", number("42")));
		assertThat(ORDER.parts(text("ORDER#e%23u%25#000000")))
			.isEqualTo(Map.of("region", text("e#u%"), "id", number("0")));
		assertThat(KeyTemplate.parse("SITE#{site}").reversible().parts(text("SITE#a#b%23")))
			.as("the last value is written as it is")
			.isEqualTo(Map.of("site", text("a#b%23")));
	}

	@Test
	void readsNumbersThatAreKnownAsSuch() {
		KeyTemplate number = KeyTemplate.parse("N#{n}").with((component) -> KeyComponent.number("n")).reversible();
		assertThat(number.of(Map.of("n", number("-1.5")))).isEqualTo(text("N#-1.5"));
		assertThat(number.parts(text("N#-1.5"))).isEqualTo(Map.of("n", number("-1.5")));
		assertThat(number.parts(text("N#one"))).isEmpty();
	}

	@Test
	void readsACopyWhateverItIs() {
		assertThat(KeyTemplate.parse("{n}").reversible().parts(number("7"))).isEqualTo(Map.of("n", number("7")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SITE#eu#000042", "ORDER#eu", "ORDER#eu#", "ORDER#eu#42", "ORDER#eu#00004x",
			"ORDER#eu#000042#", "ORDER#e%2Xu#000042", "ORDER#e%2", "ORDER#e%41u#000042", "ORDER#%FF#000042", "ORDER" })
	void tellsNothingOfKeysThatItDoesNotMake(String key) {
		assertThat(ORDER.parts(text(key))).isEmpty();
		assertThat(ORDER.parts(number("1"))).isEmpty();
	}

	@Test
	void readsBackWhateverItWrites() {
		String alphabet = "ab#%2 5\u00e9\u20ac\ud83d\ude00";
		Random random = new Random(7);
		for (String pattern : List.of("{a}#{b}", "X{a}\u20ac{b}.", "{a}2{b}5{c}", "%{a}")) {
			KeyTemplate template = KeyTemplate.parse(pattern).reversible();
			for (int i = 0; i < 2_000; i++) {
				Map<String, AttributeValue> item = new LinkedHashMap<>();
				template.attributes()
					.forEach((name) -> item
						.put(name, text(random.ints(random.nextInt(6), 0, alphabet.codePointCount(0, alphabet.length()))
							.mapToObj((at) -> Character.toString(alphabet.codePoints().skip(at).findFirst().getAsInt()))
							.reduce("", String::concat))));
				AttributeValue key = template.of(item);
				assertThat(key).isNotNull();
				assertThat(template.parts((key != null) ? key : text(""))).as(pattern).isEqualTo(item);
			}
		}
	}

	@Test
	void tellsNothingUnlessAskedTo() {
		assertThat(KeyTemplate.parse("SITE#{site}").parts(text("SITE#a"))).isEmpty();
		assertThat(KeyTemplate.constant(text("A")).reversible().parts(text("A"))).isEmpty();
	}

	@Test
	void givesAnItemWhatItLacks() {
		KeyParts parts = new KeyParts(Map.of("pk", ORDER));
		Map<String, AttributeValue> whole = Map.of("pk", text("ORDER#eu#000042"), "region", text("eu"), "id",
				number("42"));
		assertThat(parts.restored(whole)).isSameAs(whole);
		Map<String, AttributeValue> keys = Map.of("pk", text("ORDER#eu#000042"), "sk", text("A"));
		assertThat(parts.restored(keys)).isEqualTo(
				Map.of("pk", text("ORDER#eu#000042"), "sk", text("A"), "region", text("eu"), "id", number("42")));
		assertThat(keys).hasSize(2);
		Map<String, AttributeValue> other = Map.of("pk", text("SITE#eu"));
		assertThat(parts.restored(other)).isSameAs(other);
	}

	@Test
	void leavesWhatAnItemHas() {
		KeyParts parts = new KeyParts(Map.of("pk", ORDER));
		assertThat(parts.restored(Map.of("pk", text("ORDER#eu#000042"), "region", text("us"))))
			.containsEntry("region", text("us"))
			.containsEntry("id", number("42"));
	}

	@Test
	void tellsAllThatIsNeededOrNothing() {
		KeyParts parts = new KeyParts(Map.of("pk", ORDER));
		Map<String, AttributeValue> stored = Map.of("pk", text("ORDER#eu#000042"));
		assertThat(parts.of(stored, Set.of("region", "id"))).containsOnlyKeys("region", "id");
		assertThat(parts.of(stored, Set.of("region", "sk"))).isNull();
	}

}
