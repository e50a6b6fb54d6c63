package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Tests for {@link ItemKey}. */
class ItemKeyTests {

	@Test
	void holdsHashAndRangeValue() {
		ItemKey key = ItemKey.of("abc", 7);
		assertThat(key.hashValue()).isEqualTo("abc");
		assertThat(key.rangeValue()).isEqualTo(new BigDecimal(7));
		assertThat(key.named()).isFalse();
		assertThat(key.attributes()).isEmpty();
	}

	@Test
	void holdsHashValueAlone() {
		assertThat(ItemKey.of("abc").rangeValue()).isNull();
		assertThat(ItemKey.of("abc")).isNotEqualTo(ItemKey.of("abc", 7));
	}

	@Test
	void holdsValuesByName() {
		ItemKey key = ItemKey.of(Map.of("order.id", "abc"));
		assertThat(key.named()).isTrue();
		assertThat(key.attributes()).isEqualTo(Map.of("order.id", "abc"));
		assertThat(key.rangeValue()).isNull();
		assertThatIllegalStateException().isThrownBy(key::hashValue).withMessageContaining("order.id");
	}

	@Test
	void comparesNumbersByValue() {
		assertThat(List.of(ItemKey.of(7L), ItemKey.of(7.0), ItemKey.of(new BigDecimal("7.00")), ItemKey.of((short) 7),
				ItemKey.of(BigInteger.valueOf(7))))
			.allSatisfy((key) -> assertThat(key).isEqualTo(ItemKey.of(7)).hasSameHashCodeAs(ItemKey.of(7)));
		assertThat(ItemKey.of(7)).isNotEqualTo(ItemKey.of("7"));
		assertThat(ItemKey.of(700).hashValue()).isEqualTo(ItemKey.of(7e2).hashValue());
	}

	@Test
	void comparesNamesWithoutOrder() {
		Map<String, Object> one = new LinkedHashMap<>();
		one.put("id", "a");
		one.put("line", 1);
		Map<String, Object> other = new LinkedHashMap<>();
		other.put("line", 1L);
		other.put("id", "a");
		assertThat(ItemKey.of(one)).isEqualTo(ItemKey.of(other)).hasSameHashCodeAs(ItemKey.of(other));
		assertThat(ItemKey.of(one)).isNotEqualTo(ItemKey.of("a", 1));
	}

	@Test
	void takesTextEnumsAndUuidsAsText() {
		UUID uuid = UUID.randomUUID();
		assertThat(ItemKey.of(new StringBuilder("abc"), TimeUnit.DAYS)).isEqualTo(ItemKey.of("abc", "DAYS"));
		assertThat(ItemKey.of(uuid)).isEqualTo(ItemKey.of(uuid.toString()));
	}

	@Test
	void takesWhatJacksonWritesAsText() {
		Instant instant = Instant.parse("2026-01-02T03:04:29.5Z");
		assertThat(ItemKey.of("d1", instant)).isEqualTo(ItemKey.of("d1", "2026-01-02T03:04:29.500000000Z"))
			.hasSameHashCodeAs(ItemKey.of("d1", "2026-01-02T03:04:29.500000000Z"));
		assertThat(ItemKey.of(LocalDate.of(2026, 3, 1)).hashValue()).isEqualTo("2026-03-01");
		assertThat(ItemKey.of(Year.of(2026)).hashValue()).isEqualTo(new BigDecimal(2026));
		assertThat(ItemKey.of(Status.IN_TRANSIT)).isEqualTo(ItemKey.of("in-transit"));
		assertThat(ItemKey.of(Map.of("id", Status.IN_TRANSIT)).attributes()).isEqualTo(Map.of("id", "in-transit"));
		assertThat(ItemKey.of(JsonNodeFactory.instance.stringNode("a"))).isEqualTo(ItemKey.of("a"));
	}

	@Test
	void keepsWhatOnlyTheApplicationCanWrite() {
		Object value = new Object();
		assertThat(ItemKey.of(value).hashValue()).isSameAs(value);
		assertThat(ItemKey.of(value)).isEqualTo(ItemKey.of(value)).isNotEqualTo(ItemKey.of(new Object()));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> new TableKeys(TableDefinition.named("orders").hashKey("id").build(),
					new ItemConverter(JsonMapper.shared()))
				.attributes(ItemKey.of(value)))
			.withMessageContaining("'id' is a map; a key is text, a number or binary");
	}

	@Test
	void refusesHalfACharacter() {
		for (String text : List.of("a\uD83D", "\uDE00a", "\uDE00\uD83D")) {
			assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(text))
				.withMessage(
						"hash value holds one half of a surrogate pair, which is no character and cannot be stored");
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> ItemKey.of(Map.of("id", AttributeValue.fromS(text))))
				.withMessageContaining("half of a surrogate pair");
		}
		assertThat(ItemKey.of("\uD83D\uDE00").hashValue()).isEqualTo("\uD83D\uDE00");
	}

	@Test
	void refusesAttributesThatAreNoNumbers() {
		for (String text : List.of("abc", "", "1".repeat(39), "1e200", "0x1")) {
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> ItemKey.of(AttributeValue.fromN(text)))
				.withMessageStartingWith("hash value ");
		}
	}

	@Test
	void takesBinaryByContent() {
		byte[] bytes = { 1, 2, 3 };
		ItemKey key = ItemKey.of(bytes);
		assertThat(key).isEqualTo(ItemKey.of(ByteBuffer.wrap(bytes)))
			.isEqualTo(ItemKey.of(SdkBytes.fromByteArray(bytes)));
		bytes[0] = 9;
		assertThat(key.hashValue()).isEqualTo(SdkBytes.fromByteArray(new byte[] { 1, 2, 3 }));
	}

	@Test
	void takesStoredAttributes() {
		assertThat(ItemKey.of(AttributeValue.fromS("a"), AttributeValue.fromN("7.0"))).isEqualTo(ItemKey.of("a", 7));
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(AttributeValue.fromBool(true)))
			.withMessageContaining("a boolean");
	}

	@Test
	void readsLikeItsValues() {
		assertThat(ItemKey.of("abc", 7)).hasToString("ItemKey[abc, 7]");
		assertThat(ItemKey.of(700)).hasToString("ItemKey[700]");
		assertThat(ItemKey.of(Map.of("id", "abc"))).hasToString("ItemKey[id=abc]");
		assertThat(ItemKey.of(new byte[3])).hasToString("ItemKey[3 bytes]");
	}

	@Test
	void doesNotFollowItsMap() {
		Map<String, Object> map = new HashMap<>(Map.of("id", "a"));
		ItemKey key = ItemKey.of(map);
		map.put("id", "b");
		assertThat(key.attributes()).isEqualTo(Map.of("id", "a"));
		assertThat(key.attributes()).isUnmodifiable();
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesNull() {
		Object nothing = null;
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(nothing))
			.withMessage("hash value must not be null");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of("a", null))
			.withMessage("range value must not be null");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> ItemKey.of(Collections.singletonMap("id", null)))
			.withMessage("value of key attribute 'id' must not be null");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of((Map<String, ?>) null));
	}

	@Test
	void refusesEmptyValues() {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(""))
			.withMessage("hash value must not be empty");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of("a", new byte[0]))
			.withMessage("range value must not be empty");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(AttributeValue.fromS("")));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> ItemKey.of(Map.of("id", "a", "line", new byte[0])));
	}

	@Test
	@DisplayName("(P24) an empty text can be a range value: a prefix may stand before it")
	void takesAnEmptyTextAsRangeValue() {
		assertThat(ItemKey.of("a", "").rangeValue()).isEqualTo("");
		assertThat(ItemKey.of("a", AttributeValue.fromS(""))).isEqualTo(ItemKey.of("a", ""));
		assertThat(ItemKey.of(Map.of("id", "a", "line", "")).attributes()).containsEntry("line", "");
	}

	@Test
	void refusesTypesWithoutKeys() {
		Object map = Map.of();
		for (Object value : new Object[] { true, new ArrayList<>(), map, new int[1] }) {
			assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(value))
				.withMessageStartingWith("hash value must not be of type " + value.getClass().getName())
				.withMessageContaining("keys are text");
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200 })
	void refusesNumbersThatDynamoDbLacks(double number) {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(number))
			.withMessageStartingWith("hash value ");
	}

	@Test
	void refusesAKeyWithoutAttributes() {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ItemKey.of(Map.of()))
			.withMessageContaining("at least one attribute");
	}

	enum Status {

		@JsonProperty("in-transit")
		IN_TRANSIT

	}

}
