package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daplug.DaplugException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for what {@link ItemConverter} refuses to write. */
class InvalidItemTests {

	private static final BigDecimal TOO_LONG = new BigDecimal("1." + "1".repeat(38));

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder().build());

	private ThrowableAssertAlternative<InvalidItemException> assertRefused(Object item, String pointer) {
		return assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> this.converter.toAttributes(item))
			.isInstanceOf(DaplugException.class)
			.satisfies((ex) -> assertThat(ex.pointer()).isEqualTo(pointer))
			.withMessageContaining(pointer.isEmpty() ? "it " : "'" + pointer + "'");
	}

	@Test
	@DisplayName("refuses 39 digits in a map with the path (P5)")
	void refusesTooManyDigitsInMap() {
		assertRefused(Map.of("lines", List.of(Map.of(), Map.of("price/~", TOO_LONG))), "/lines/1/price~1~0")
			.withMessageContaining("39 significant digits")
			.withMessageNotContaining("1.11");
		assertRefused(Map.of("n", new BigInteger("1".repeat(39))), "/n");
	}

	@Test
	@DisplayName("refuses 39 digits in a record with the path (P5)")
	void refusesTooManyDigitsInRecord() {
		Basket basket = new Basket("a", List.of(new Position(BigDecimal.ONE), new Position(TOO_LONG)), Map.of());
		assertRefused(basket, "/positions/1/price").withMessageContaining("39 significant digits");
		assertRefused(new Basket("a", List.of(), Map.of("x", TOO_LONG)), "/more/x");
		assertRefused(Map.of("baskets", List.of(basket)), "/baskets/0/positions/1/price");
	}

	@Test
	void refusesTooManyDigitsInTree() {
		assertRefused(
				JsonMapper.shared().createObjectNode().set("l", JsonMapper.shared().createArrayNode().add(TOO_LONG)),
				"/l/0");
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void refusesWhatIsNoNumber(double number) {
		assertRefused(Map.of("n", number), "/n").withMessageContaining("is not a number");
		assertRefused(Map.of("n", (float) number), "/n").withMessageContaining("is not a number");
		assertRefused(new Measure(number), "/celsius").withMessageContaining("is not a number");
		assertRefused(JsonMapper.shared().createObjectNode().put("n", number), "/n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1E+126", "-1E+126", "1E-131", "1E+999999999", "1E-999999999" })
	void refusesMagnitudesOutOfRange(String number) {
		assertRefused(Map.of("n", new BigDecimal(number)), "/n").withMessageContaining("magnitude");
	}

	@Test
	@DisplayName("refuses an empty set with the path (P4)")
	void refusesEmptySet() {
		assertRefused(Map.of("a", Map.of("tags", Set.of())), "/a/tags").withMessageContaining("empty Set");
		assertRefused(Map.of("tags", AttributeValue.fromSs(List.of())), "/tags").withMessageContaining("empty Set");
	}

	@Test
	void refusesKeysThatAreNoNames() {
		assertRefused(Map.of("m", Collections.singletonMap(null, "a")), "/m").withMessageContaining("null");
		assertRefused(Map.of("m", Map.of("", "a")), "/m").withMessageContaining("empty name");
		assertRefused(Map.of("", "a"), "").withMessageContaining("empty name");
		assertRefused(new Basket("a", List.of(), Map.of("", 1)), "/more").withMessageContaining("empty name");
	}

	@Test
	void refusesKeysThatAreWrittenAlike() {
		Map<Object, Object> twins = Map.of(1, "a", "1", "b");
		assertRefused(Map.of("m", twins), "/m").withMessageContaining("two keys");
		assertRefused(twins, "").withMessageContaining("two keys");
	}

	@Test
	void takes32LevelsAndRefuses33() {
		assertThat(this.converter.toAttributes(Map.of("v", nested(31)))).isNotEmpty();
		assertRefused(Map.of("v", nested(32)), "/v" + "/v".repeat(31)).withMessageContaining("32 levels");
		assertThat(this.converter.toAttributes(chain(32))).isNotEmpty();
		assertRefused(chain(33), "/next".repeat(32)).withMessageContaining("32 levels");
		assertThat(this.converter.toAttributes(Map.of("next", chain(31)))).isNotEmpty();
		assertRefused(Map.of("next", chain(32)), "/next".repeat(32)).withMessageContaining("32 levels");
	}

	@Test
	void countsLevelsOfAttributesThatCallersBuilt() {
		AttributeValue value = AttributeValue.fromS("a");
		for (int level = 0; level < 31; level++) {
			value = AttributeValue.fromL(List.of(value));
		}
		assertThat(this.converter.toAttributes(Map.of("v", value))).isNotEmpty();
		assertRefused(Map.of("v", AttributeValue.fromM(Map.of("w", value))), "/v/w" + "/0".repeat(30));
	}

	private static Object nested(int levels) {
		Object value = "end";
		for (int level = 0; level < levels; level++) {
			value = (level % 2 == 0) ? Map.of("v", value) : new HashMap<>(Map.of("v", value));
		}
		return value;
	}

	private static Node chain(int levels) {
		Node node = new Node();
		for (int level = 1; level < levels; level++) {
			Node outer = new Node();
			outer.next = node;
			node = outer;
		}
		return node;
	}

	@Test
	void endsAtMapsThatContainThemselves() {
		Map<String, Object> map = new HashMap<>();
		map.put("me", map);
		assertRefused(map, "/me".repeat(32)).withMessageContaining("contain themselves");
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertRefused(Map.of("l", list), "/l" + "/0".repeat(31)).withMessageContaining("contain themselves");
	}

	@Test
	void endsAtObjectsThatContainThemselves() {
		Node one = new Node();
		Node other = new Node();
		one.next = other;
		other.next = one;
		assertRefused(one, "/next".repeat(32)).withMessageContaining("contain themselves");
		one.next = one;
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> this.converter.toAttributes(one));
	}

	@Test
	void endsAtValuesThatStandForThemselves() {
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.converter.toAttributes(Map.of("v", new Endless())));
		assertRefused(new Mirror(), "").withCauseInstanceOf(StackOverflowError.class);
	}

	@Test
	void refusesItemsThatAreNoObjects() {
		for (Object item : new Object[] { "text", 1, List.of(1), Set.of("a"), new byte[] { 1 }, true,
				JsonMapper.shared().createArrayNode(), Basket.class }) {
			assertRefused(item, "").withMessageContaining("an item is");
		}
	}

	@Test
	void namesTypeWithoutSerializer() {
		ItemConverter strict = new ItemConverter(
				JsonMapper.builder().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build());
		Holder holder = new Holder(new Object());
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> strict.toAttributes(Map.of("a", List.of(holder))))
			.withMessageContaining("'/a/0/value'")
			.withMessageContaining("No serializer found for class java.lang.Object")
			.withCauseInstanceOf(JacksonException.class);
	}

	@Test
	@DisplayName("keeps what a getter threw out of its own message (D28)")
	void keepsContentsOutOfMessage() {
		assertRefused(new Failing(), "/secret").withMessageNotContaining("4711").havingRootCause().withMessage("4711");
	}

	@Test
	void refusesRawJson() {
		assertRefused(new Raw("{}"), "/json").withMessageContaining("JsonNode");
	}

	@Test
	void refusesAttributesOutsideTheLimits() {
		assertRefused(Map.of("v", AttributeValue.builder().build()), "/v").withMessageContaining("without content");
		assertRefused(Map.of("v", AttributeValue.fromL(List.of(AttributeValue.fromN("1".repeat(39))))), "/v/0");
		assertRefused(Map.of("v", AttributeValue.fromN("1E+500")), "/v");
		assertRefused(Map.of("v", AttributeValue.fromNs(List.of("1e500"))), "/v");
	}

	@Test
	void refusesHalvesOfCharacters() {
		String half = "a\uD83D";
		for (Object value : new Object[] { half, List.of("b", half), Set.of(half), Map.of(half, 1),
				Map.of("a", Map.of("b", half)), AttributeValue.fromS(half) }) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> ItemSize.requireWithinLimit(this.converter.toAttributes(Map.of("v", value))))
				.satisfies((ex) -> assertThat(ex.pointer()).startsWith("/v"))
				.withMessageContaining("half of a surrogate pair");
			assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> this.converter.toAttribute(value))
				.withMessageContaining("half of a surrogate pair");
		}
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> ItemSize.requireWithinLimit(this.converter.toAttributes(Map.of(half, 1))))
			.withMessageContaining("has an attribute whose name holds one half of a surrogate pair");
		assertThat(ItemSize.requireWithinLimit(this.converter.toAttributes(Map.of("a\uD83D\uDE00", "\uDBFF\uDFFF"))))
			.isEqualTo(9);
	}

	@Test
	void refusesNamesOverTheLimit() {
		Map<String, AttributeValue> longest = this.converter.toAttributes(Map.of("ä".repeat(32767) + "a", 1));
		assertThat(ItemSize.requireWithinLimit(longest)).isEqualTo(65537);
		for (Map<String, Object> item : List.<Map<String, Object>>of(Map.of("ä".repeat(32768), 1),
				Map.of("v", Map.of("a".repeat(65536), 1)))) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> ItemSize.requireWithinLimit(this.converter.toAttributes(item)))
				.withMessageContaining("name of 65536 bytes, DynamoDB takes at most 65535");
		}
	}

	@Test
	void refusesAttributesThatAreNoNumbers() {
		for (String text : List.of("abc", "", "-", "1.2.3", "0x1", "NaN")) {
			assertRefused(Map.of("v", AttributeValue.fromN(text)), "/v").withMessageContaining("not a decimal number");
			assertRefused(Map.of("v", AttributeValue.fromNs(List.of(text))), "/v");
		}
	}

	record Basket(String id, List<Position> positions, Map<String, Object> more) {
	}

	record Position(BigDecimal price) {
	}

	record Measure(double celsius) {
	}

	record Holder(Object value) {
	}

	record Raw(@JsonRawValue String json) {
	}

	static final class Node {

		@Nullable Node next;

		public @Nullable Node getNext() {
			return this.next;
		}

	}

	static final class Endless {

		@JsonValue
		Object value() {
			return List.of(new Endless());
		}

	}

	static final class Mirror {

		@JsonValue
		Object value() {
			return new Mirror();
		}

	}

	static final class Failing {

		public String getSecret() {
			throw new IllegalStateException("4711");
		}

	}

}
