package io.daplug.key;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KeyPrefixer}.
 */
class KeyPrefixerTests {

	private final KeyPrefixer prefixer = KeyPrefixer.none().with("id", "order#").with("line", "line#");

	@ParameterizedTest
	@ValueSource(strings = { "o-1", "order#", "order#o-1", "order#order#o-1", "xorder#", "" })
	@DisplayName("(P24) what goes in comes out, whatever it begins with")
	void stripUndoesAdd(String text) {
		AttributeValue stored = this.prefixer.add("id", AttributeValue.fromS(text));
		assertThat(stored.s()).isEqualTo("order#" + text).isEqualTo(this.prefixer.add("id", text));
		assertThat(this.prefixer.strip("id", stored).s()).isEqualTo(text);
	}

	@Test
	void leavesNumbersAndOtherAttributesAlone() {
		AttributeValue number = AttributeValue.fromN("7");
		AttributeValue text = AttributeValue.fromS("x");
		assertThat(this.prefixer.add("id", number)).isSameAs(number);
		assertThat(this.prefixer.strip("id", number)).isSameAs(number);
		assertThat(this.prefixer.add("name", text)).isSameAs(text);
	}

	@Test
	void leavesForeignKeysAsTheyAreStored() {
		AttributeValue foreign = AttributeValue.fromS("org#7");
		assertThat(this.prefixer.strip("id", foreign)).isSameAs(foreign);
	}

	@Test
	void addsToAllKeysOfAnItem() {
		Map<String, AttributeValue> item = new LinkedHashMap<>(Map.of("id", AttributeValue.fromS("1"), "line",
				AttributeValue.fromS("2"), "n", AttributeValue.fromS("3")));
		this.prefixer.addTo(item);
		assertThat(item).containsEntry("id", AttributeValue.fromS("order#1"))
			.containsEntry("line", AttributeValue.fromS("line#2"))
			.containsEntry("n", AttributeValue.fromS("3"));
	}

	@Test
	void addsWithoutTouchingTheItem() {
		Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"), "line", AttributeValue.fromN("2"),
				"n", AttributeValue.fromS("3"));
		assertThat(this.prefixer.added(item)).isEqualTo(Map.of("id", AttributeValue.fromS("order#1"), "line",
				AttributeValue.fromN("2"), "n", AttributeValue.fromS("3")));
		assertThat(item).containsEntry("id", AttributeValue.fromS("1"));
	}

	@Test
	void addsNothingToAnItemWithoutKeysOfText() {
		Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromN("1"));
		assertThat(this.prefixer.added(item)).isSameAs(item);
		assertThat(KeyPrefixer.none().added(Map.of("id", AttributeValue.fromS("1")))).containsEntry("id",
				AttributeValue.fromS("1"));
	}

	@Test
	void stripsWithoutTouchingTheStoredItem() {
		Map<String, AttributeValue> stored = Map.of("id", AttributeValue.fromS("order#1"));
		assertThat(this.prefixer.strip(stored)).containsEntry("id", AttributeValue.fromS("1"));
		assertThat(stored).containsEntry("id", AttributeValue.fromS("order#1"));
	}

	@Test
	void showsTheSameAttributesHoweverTheyAreLookedAt() {
		Map<String, AttributeValue> stored = new LinkedHashMap<>();
		stored.put("n", AttributeValue.fromN("3"));
		stored.put("line", AttributeValue.fromS("line#2"));
		stored.put("id", AttributeValue.fromS("order#1"));
		Map<String, AttributeValue> bare = new LinkedHashMap<>();
		bare.put("n", AttributeValue.fromN("3"));
		bare.put("line", AttributeValue.fromS("2"));
		bare.put("id", AttributeValue.fromS("1"));
		Map<String, AttributeValue> stripped = this.prefixer.strip(stored);
		Map<String, AttributeValue> visited = new LinkedHashMap<>();
		stripped.forEach(visited::put);
		assertThat(visited).containsExactlyEntriesOf(bare);
		assertThat(stripped).isEqualTo(bare).hasSize(3).containsExactlyEntriesOf(bare);
		assertThat(stripped.get("line")).isEqualTo(bare.get("line"));
		assertThat(stripped.get("other")).isNull();
		assertThat(stripped.containsKey("id")).isTrue();
		assertThat(stripped.containsKey("other")).isFalse();
	}

	@Test
	void overridesOnePrefixAndKeepsTheOthers() {
		KeyPrefixer other = this.prefixer.with(Map.of("id", "org#"));
		assertThat(other.add("id", AttributeValue.fromS("1")).s()).isEqualTo("org#1");
		assertThat(other.add("line", AttributeValue.fromS("1")).s()).isEqualTo("line#1");
		assertThat(this.prefixer.add("id", AttributeValue.fromS("1")).s()).isEqualTo("order#1");
	}

	@Test
	void takesAPrefixOffWithAnEmptyOverride() {
		assertThat(this.prefixer.with("id", "").add("id", AttributeValue.fromS("1")).s()).isEqualTo("1");
	}

	@Test
	void refusesAPrefixWithoutAttribute() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.prefixer.with("", "x#"))
			.withMessageContaining("attribute");
	}

}
