package io.daplug.item;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ItemSize}. */
class ItemSizeTests {

	@ParameterizedTest
	@MethodSource
	void followsTheRules(AttributeValue value, int size) {
		assertThat(ItemSize.of(Map.of("name", value))).isEqualTo(4 + size);
	}

	static Stream<Arguments> followsTheRules() {
		AttributeValue one = AttributeValue.fromN("1");
		return Stream.of(Arguments.of(AttributeValue.fromS("abc"), 3), Arguments.of(AttributeValue.fromS(""), 0),
				Arguments.of(AttributeValue.fromS("é€😀"), 2 + 3 + 4), Arguments.of(one, 2),
				Arguments.of(AttributeValue.fromN("-1"), 3), Arguments.of(AttributeValue.fromN("0"), 1),
				Arguments.of(AttributeValue.fromN("100000"), 2), Arguments.of(AttributeValue.fromN("0.0012"), 2),
				Arguments.of(AttributeValue.fromN("123.45"), 4), Arguments.of(AttributeValue.fromN("1.01"), 3),
				Arguments.of(AttributeValue.fromN("1E+125"), 2), Arguments.of(AttributeValue.fromN("9".repeat(38)), 20),
				Arguments.of(AttributeValue.fromBool(true), 1), Arguments.of(AttributeValue.fromNul(true), 1),
				Arguments.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[9])), 9),
				Arguments.of(AttributeValue.fromSs(List.of("a", "bc")), 3),
				Arguments.of(AttributeValue.fromNs(List.of("1", "2")), 4),
				Arguments.of(AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[2]))), 2),
				Arguments.of(AttributeValue.fromL(List.of()), 3), Arguments.of(AttributeValue.fromM(Map.of()), 3),
				Arguments.of(AttributeValue.fromL(List.of(one, one)), 3 + 2 * (1 + 2)),
				Arguments.of(AttributeValue.fromM(Map.of("ab", one)), 3 + 1 + 2 + 2));
	}

	@Test
	void addsAttributes() {
		assertThat(ItemSize.of(Map.of())).isZero();
		assertThat(ItemSize.of(Map.of("a", AttributeValue.fromS("b"), "é", AttributeValue.fromS("")))).isEqualTo(4);
	}

	@Test
	@DisplayName("refuses what is over 400 KB (P7)")
	void refusesTooLarge() {
		AttributeValue fits = AttributeValue.fromS("x".repeat(ItemSize.LIMIT - 1));
		assertThat(ItemSize.requireWithinLimit(Map.of("a", fits))).isEqualTo(409600);
		assertThatExceptionOfType(ItemTooLargeException.class)
			.isThrownBy(() -> ItemSize.requireWithinLimit(Map.of("ab", fits)))
			.withMessageContaining("409601 bytes")
			.satisfies((ex) -> assertThat(ex.size()).isEqualTo(409601))
			.satisfies((ex) -> assertThat(ex.limit()).isEqualTo(ItemSize.LIMIT));
	}

}
