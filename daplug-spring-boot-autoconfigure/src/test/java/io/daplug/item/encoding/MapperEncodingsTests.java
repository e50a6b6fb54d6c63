package io.daplug.item.encoding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.item.ItemConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link MapperEncodings}: each value is as the DynamoDBMapper of the AWS SDK 1
 * writes it by the annotation, or for the type, that the case is named by.
 */
class MapperEncodingsTests {

	private static final String ID = "00000000-0000-0001-0000-000000000002";

	private static final SdkBytes ID_BYTES = SdkBytes
		.fromByteArray(new byte[] { 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2 });

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue FALSE = AttributeValue.fromBool(false);

	static Stream<Arguments> decoded() {
		return Stream.of(arguments("boolean", ValueMeaning.FLAG, n("1"), TRUE),
				arguments("boolean, false", ValueMeaning.FLAG, n("0"), FALSE),
				arguments("boolean as S", ValueMeaning.FLAG, s("1"), TRUE),
				arguments("boolean as S, false", ValueMeaning.FLAG, s("0"), FALSE),
				arguments("ConvertedBool true_false", ValueMeaning.FLAG, s("true"), TRUE),
				arguments("ConvertedBool true_false, false", ValueMeaning.FLAG, s("false"), FALSE),
				arguments("ConvertedBool T_F", ValueMeaning.FLAG, s("T"), TRUE),
				arguments("ConvertedBool T_F, false", ValueMeaning.FLAG, s("F"), FALSE),
				arguments("ConvertedBool Y_N", ValueMeaning.FLAG, s("Y"), TRUE),
				arguments("ConvertedBool Y_N, false", ValueMeaning.FLAG, s("N"), FALSE),
				arguments("ConvertedEpochDate", ValueMeaning.TIME, n("1577836800001"),
						s("2020-01-01T00:00:00.001000000Z")),
				arguments("ConvertedEpochDate before 1970", ValueMeaning.TIME, n("-1"),
						s("1969-12-31T23:59:59.999000000Z")),
				arguments("Date of the highest value", ValueMeaning.TIME, s("292278994-08-17T07:12:55.807Z"),
						s("+292278994-08-17T07:12:55.807Z")),
				arguments("long as S", ValueMeaning.NUMBER, s("42"), n("42")),
				arguments("double as S", ValueMeaning.NUMBER, s("1.0E10"), n("10000000000")),
				arguments("String as N", ValueMeaning.TEXT, n("42"), s("42")),
				arguments("UUID as B", ValueMeaning.ID, AttributeValue.fromB(ID_BYTES), s(ID)),
				arguments("Set of boolean", list(ValueMeaning.FLAG), AttributeValue.fromNs(List.of("0", "1")),
						AttributeValue.fromL(List.of(FALSE, TRUE))),
				arguments("Set of boolean as SS", list(ValueMeaning.FLAG), AttributeValue.fromSs(List.of("0", "1")),
						AttributeValue.fromL(List.of(FALSE, TRUE))),
				arguments("Set of int as SS", list(ValueMeaning.NUMBER), AttributeValue.fromSs(List.of("1", "2")),
						AttributeValue.fromNs(List.of("1", "2"))),
				arguments("Set of String as NS", list(ValueMeaning.TEXT), AttributeValue.fromNs(List.of("1", "2")),
						AttributeValue.fromSs(List.of("1", "2"))),
				arguments("Set of UUID as BS", list(ValueMeaning.ID), AttributeValue.fromBs(List.of(ID_BYTES)),
						AttributeValue.fromSs(List.of(ID))),
				arguments("List of boolean", list(ValueMeaning.FLAG),
						AttributeValue.fromL(List.of(n("1"), AttributeValue.fromNul(true), n("0"))),
						AttributeValue.fromL(List.of(TRUE, AttributeValue.fromNul(true), FALSE))),
				arguments("Map of boolean", object(Map.of(), ValueMeaning.FLAG), m(Map.of("a", n("1"))),
						m(Map.of("a", TRUE))),
				arguments("Document", object(Map.of("flag", ValueMeaning.FLAG), ValueMeaning.UNKNOWN),
						m(Map.of("flag", n("1"), "other", n("1"))), m(Map.of("flag", TRUE, "other", n("1")))),
				arguments("ConvertedJson", object(Map.of("when", ValueMeaning.TIME), ValueMeaning.UNKNOWN),
						s("{\"flag\":true,\"when\":0,\"nothing\":null,\"price\":1.50}"),
						m(Map.of("flag", TRUE, "when", s("1970-01-01T00:00:00.000000000Z"), "nothing",
								AttributeValue.fromNul(true), "price", n("1.5")))),
				arguments("ConvertedJson of a list", list(ValueMeaning.UNKNOWN), s("[\"a\",2]"),
						AttributeValue.fromL(List.of(s("a"), n("2")))),
				arguments("S3Link", object(Map.of(), ValueMeaning.UNKNOWN),
						s("{\"s3\":{\"bucket\":\"b\",\"key\":\"k\",\"region\":null}}"), m(Map.of("s3",
								m(Map.of("bucket", s("b"), "key", s("k"), "region", AttributeValue.fromNul(true)))))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void decoded(String name, ValueMeaning meaning, AttributeValue stored, AttributeValue expected) {
		assertThat(decode(stored, meaning)).isEqualTo(expected);
		assertThat(decode(expected, meaning)).isEqualTo(expected);
	}

	static Stream<Arguments> kept() {
		return Stream.of(arguments("a flag that is no flag", ValueMeaning.FLAG, n("2")),
				arguments("a flag of another text", ValueMeaning.FLAG, s("yes")),
				arguments("Date", ValueMeaning.TIME, s("2020-01-01T00:00:00.001Z")),
				arguments("Date of the lowest years", ValueMeaning.TIME, s("-0001-12-31T23:59:59.999Z")),
				arguments("ConvertedTimestamp with a pattern", ValueMeaning.TIME, s("20200101000000001")),
				arguments("ConvertedJson of a date", ValueMeaning.TIME, s("0")),
				arguments("a time with a fraction", ValueMeaning.TIME, n("1.5")),
				arguments("a time beyond all times", ValueMeaning.TIME, n("1E125")),
				arguments("a number that is none", ValueMeaning.NUMBER, s("NaN")),
				arguments("a number of too many digits", ValueMeaning.NUMBER, s("1".repeat(39))),
				arguments("binary that is no UUID", ValueMeaning.ID,
						AttributeValue.fromB(SdkBytes.fromByteArray(new byte[15]))),
				arguments("String", ValueMeaning.TEXT, s("1")),
				arguments("Set of Date", list(ValueMeaning.TIME),
						AttributeValue.fromSs(List.of("1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.005Z"))),
				arguments("a set of numbers for times", list(ValueMeaning.TIME), AttributeValue.fromNs(List.of("0"))),
				arguments("a set that has other numbers too", list(ValueMeaning.FLAG),
						AttributeValue.fromNs(List.of("0", "7"))),
				arguments("Delimited", object(Map.of("a", ValueMeaning.TEXT), ValueMeaning.UNKNOWN), s("206-266-1000")),
				arguments("broken JSON", object(Map.of(), ValueMeaning.FLAG), s("{\"a\":")),
				arguments("JSON and more", list(ValueMeaning.FLAG), s("[1] and more")),
				arguments("JSON that no item can hold", list(ValueMeaning.FLAG), s("[".repeat(40) + "]".repeat(40))),
				arguments("JSON of another kind", list(ValueMeaning.FLAG), s("{\"a\":1}")),
				arguments("what is not known", ValueMeaning.UNKNOWN, n("1")),
				arguments("an object for text", ValueMeaning.TEXT, m(Map.of("a", n("1")))),
				arguments("nothing", ValueMeaning.FLAG, AttributeValue.fromNul(true)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void kept(String name, ValueMeaning meaning, AttributeValue stored) {
		assertThat(decode(stored, meaning)).isSameAs(stored);
	}

	@Test
	void leavesFixedAttributesAndTheGivenItemAlone() {
		ValueMeaning meaning = object(Map.of("a", ValueMeaning.FLAG, "b", ValueMeaning.FLAG), ValueMeaning.UNKNOWN);
		Map<String, AttributeValue> item = new LinkedHashMap<>(Map.of("a", n("1"), "b", n("1")));
		assertThat(MapperEncodings.decoded(item, meaning, Set.of("a")))
			.containsExactlyInAnyOrderEntriesOf(Map.of("a", n("1"), "b", TRUE));
		assertThat(item).containsExactlyInAnyOrderEntriesOf(Map.of("a", n("1"), "b", n("1")));
	}

	@Test
	void copiesNothingThatIsAsItShouldBe() {
		ValueMeaning meaning = object(Map.of("a", ValueMeaning.FLAG), ValueMeaning.TEXT);
		Map<String, AttributeValue> item = Map.of("a", TRUE, "b", s("1"), "c", m(Map.of("d", n("1"))));
		assertThat(MapperEncodings.decoded(item, meaning, Set.of())).isSameAs(item);
	}

	private static AttributeValue decode(AttributeValue stored, ValueMeaning meaning) {
		ValueMeaning item = object(Map.of("value", meaning), ValueMeaning.UNKNOWN);
		AttributeValue decoded = MapperEncodings.decoded(Map.of("value", stored), item, Set.of()).get("value");
		assertThat(decoded).isNotNull();
		// What comes of it can be stored.
		new ItemConverter(JsonMapper.shared()).toAttribute(decoded);
		return decoded;
	}

	private static ValueMeaning list(ValueMeaning elements) {
		ValueMeaning list = ValueMeaning.list();
		list.elements(elements);
		return list;
	}

	private static ValueMeaning object(Map<String, ValueMeaning> named, ValueMeaning others) {
		ValueMeaning object = ValueMeaning.object();
		object.properties(named, others);
		return object;
	}

	private static AttributeValue s(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue n(String number) {
		return AttributeValue.fromN(number);
	}

	private static AttributeValue m(Map<String, AttributeValue> map) {
		return AttributeValue.fromM(map);
	}

}
