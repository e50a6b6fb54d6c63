package io.daplug.item;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link ItemEquality}. */
class ItemEqualityTests {

	@ParameterizedTest
	@MethodSource
	@DisplayName("compares numbers by value and sets without order (P5)")
	void sees(AttributeValue one, AttributeValue other, boolean same) {
		assertThat(ItemEquality.same(one, other)).isEqualTo(same);
		assertThat(ItemEquality.same(other, one)).isEqualTo(same);
		assertThat(ItemEquality.same(Map.of("a", one), Map.of("a", other))).isEqualTo(same);
		if (same) {
			assertThat(ItemEquality.hash(one)).isEqualTo(ItemEquality.hash(other));
			assertThat(ItemEquality.hash(Map.of("a", one))).isEqualTo(ItemEquality.hash(Map.of("a", other)));
		}
	}

	static Stream<Arguments> sees() {
		return Stream.of(same(n("1.50"), n("1.5")), same(n("1E+2"), n("100")), same(n("0"), n("0.00")),
				different(n("9007199254740993"), n("9007199254740992")), different(n("1"), AttributeValue.fromS("1")),
				same(AttributeValue.fromL(List.of(n("1.0"))), AttributeValue.fromL(List.of(n("1")))),
				different(AttributeValue.fromL(List.of(n("1"), n("2"))), AttributeValue.fromL(List.of(n("2"), n("1")))),
				different(AttributeValue.fromL(List.of(n("1"))), AttributeValue.fromL(List.of(n("1"), n("2")))),
				same(AttributeValue.fromM(Map.of("a", n("1.0"))), AttributeValue.fromM(Map.of("a", n("1")))),
				different(AttributeValue.fromM(Map.of("a", n("1"))), AttributeValue.fromM(Map.of("b", n("1")))),
				different(AttributeValue.fromM(Map.of("a", n("1"))), AttributeValue.fromM(Map.of())),
				same(AttributeValue.fromSs(List.of("a", "b")), AttributeValue.fromSs(List.of("b", "a"))),
				same(AttributeValue.fromNs(List.of("1.0", "2")), AttributeValue.fromNs(List.of("2", "1"))),
				different(AttributeValue.fromNs(List.of("1")), AttributeValue.fromNs(List.of("2"))),
				same(AttributeValue.fromBs(List.of(b("a"), b("b"))), AttributeValue.fromBs(List.of(b("b"), b("a")))),
				different(AttributeValue.fromSs(List.of("a")),
						AttributeValue.fromL(List.of(AttributeValue.fromS("a")))),
				same(AttributeValue.fromB(b("a")), AttributeValue.fromB(b("a"))),
				different(AttributeValue.fromBool(true), AttributeValue.fromBool(false)),
				same(AttributeValue.fromNul(true), AttributeValue.fromNul(true)));
	}

	private static Arguments same(AttributeValue one, AttributeValue other) {
		return Arguments.of(one, other, true);
	}

	private static Arguments different(AttributeValue one, AttributeValue other) {
		return Arguments.of(one, other, false);
	}

	private static AttributeValue n(String number) {
		return AttributeValue.fromN(number);
	}

	private static SdkBytes b(String text) {
		return SdkBytes.fromUtf8String(text);
	}

}
