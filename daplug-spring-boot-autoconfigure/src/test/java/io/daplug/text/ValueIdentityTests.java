package io.daplug.text;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValueIdentity}.
 */
class ValueIdentityTests {

	@Test
	void isTheSameForValuesThatAreTheSame() {
		assertThat(of(AttributeValue.fromN("1.50"))).isEqualTo(of(AttributeValue.fromN("15E-1")));
		assertThat(of(AttributeValue.fromN("0.0"))).isEqualTo(of(AttributeValue.fromN("-0")));
		assertThat(of(AttributeValue.fromNs(List.of("1.0", "2"))))
			.isEqualTo(of(AttributeValue.fromNs(List.of("2", "1"))));
		assertThat(of(AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1"), "b", AttributeValue.fromS("x")))))
			.isEqualTo(
					of(AttributeValue.fromM(Map.of("b", AttributeValue.fromS("x"), "a", AttributeValue.fromN("1.0")))));
	}

	@Test
	void differsForValuesThatDiffer() {
		AttributeValue a = AttributeValue.fromS("a");
		AttributeValue b = AttributeValue.fromS("b");
		List<AttributeValue> values = List.of(a, b, AttributeValue.fromS("1"), AttributeValue.fromN("1"),
				AttributeValue.fromN("10"), AttributeValue.fromBool(true), AttributeValue.fromBool(false),
				AttributeValue.fromNul(true), AttributeValue.fromS("l0:"), AttributeValue.fromL(List.of()),
				AttributeValue.fromL(List.of(a)), AttributeValue.fromL(List.of(a, b)),
				AttributeValue.fromL(List.of(b, a)), AttributeValue.fromL(List.of(AttributeValue.fromL(List.of(a)), b)),
				AttributeValue.fromL(List.of(AttributeValue.fromL(List.of(a, b)))),
				AttributeValue.fromL(List.of(AttributeValue.fromS("a1:b"))), AttributeValue.fromM(Map.of()),
				AttributeValue.fromM(Map.of("a", b)), AttributeValue.fromM(Map.of("b", a)),
				AttributeValue.fromM(Map.of("a", AttributeValue.fromM(Map.of("b", a)))),
				AttributeValue.fromSs(List.of("a", "b")), AttributeValue.fromSs(List.of("a")),
				AttributeValue.fromSs(List.of("1")), AttributeValue.fromNs(List.of("1")),
				AttributeValue.fromB(SdkBytes.fromUtf8String("a")),
				AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))));
		assertThat(values.stream().map(ValueIdentityTests::of)).doesNotHaveDuplicates();
	}

	private static String of(AttributeValue value) {
		return ValueIdentity.of(value);
	}

}
