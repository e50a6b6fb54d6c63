package io.daplug.stream.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.stream.record.Records.number;
import static io.daplug.stream.record.Records.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that a record without what every record has is refused, by the name of what is
 * missing.
 */
class UnreadableRecordTests {

	private static final String SECRET = "top-secret";

	private static final Map<String, AttributeValue> KEYS = Map.of("id", text(SECRET), "line", number("7"));

	private static final Map<String, AttributeValue> ITEM = Map.of("id", text(SECRET), "line", number("7"), "name",
			text(SECRET));

	private final StreamChangeReader reader = new StreamChangeReader(TableDefinition.named("orders")
		.hashKey("id", ScalarAttributeType.S)
		.rangeKey("line", ScalarAttributeType.N)
		.build(), new ItemConverter(JsonMapper.shared()));

	static Stream<Arguments> unreadableRecords() {
		return Stream.of(
				Arguments.of("lacks 'dynamodb'", change((record) -> Record.builder().eventName("INSERT").build())),
				Arguments.of("eventName", change((record) -> record.toBuilder().eventName((String) null).build())),
				Arguments.of("INSERT, MODIFY and REMOVE",
						change((record) -> record.toBuilder().eventName("TRUNCATE").build())),
				Arguments.of("lacks 'SequenceNumber'",
						change((record) -> Records.with(record, (data) -> data.sequenceNumber(null)))),
				Arguments.of("'SequenceNumber' is no number",
						change((record) -> Records.with(record, (data) -> data.sequenceNumber(SECRET)))),
				Arguments.of("'SequenceNumber' is no number",
						change((record) -> Records.with(record, (data) -> data.sequenceNumber("1".repeat(41))))),
				Arguments.of("lacks 'Keys'", change((record) -> Records.with(record, (data) -> data.keys(null)))),
				Arguments.of("lacks 'Keys'", change((record) -> Records.with(record, (data) -> data.keys(Map.of())))),
				Arguments.of("lack 'line'",
						change((record) -> Records.with(record, (data) -> data.keys(Map.of("id", text(SECRET)))))),
				Arguments.of("'id' in its 'Keys' is a number, but the table's key is text", keys("id", number("1"))),
				Arguments.of("'id' in its 'Keys' is a boolean", keys("id", AttributeValue.fromBool(true))),
				Arguments.of("'line' in its 'Keys' is an attribute without content",
						keys("line", AttributeValue.builder().build())),
				Arguments.of("lacks 'OldImage', which a stream of the view type NEW_AND_OLD_IMAGES shows",
						change((record) -> Records.with(record, (data) -> data.oldImage(null)))),
				Arguments.of("lacks 'NewImage', which a stream of the view type NEW_AND_OLD_IMAGES shows",
						change((record) -> Records.with(record, (data) -> data.newImage(null)))),
				Arguments.of("lacks 'NewImage', which a stream of the view type NEW_IMAGE shows", change(
						(record) -> Records.with(record, (data) -> data.newImage(null).streamViewType("NEW_IMAGE")))),
				Arguments.of("lacks 'OldImage', and 'StreamViewType'",
						change((record) -> Records.with(record,
								(data) -> data.newImage(null).oldImage(null).streamViewType((String) null)))),
				Arguments.of("'NewImage' lacks 'line'",
						change((record) -> Records.with(record, (data) -> data.newImage(Map.of("id", text(SECRET)))))));
	}

	private static UnaryOperator<Record> change(UnaryOperator<Record> change) {
		return change;
	}

	private static UnaryOperator<Record> keys(String name, AttributeValue value) {
		return (record) -> {
			Map<String, AttributeValue> keys = new LinkedHashMap<>(KEYS);
			keys.put(name, value);
			return Records.with(record, (data) -> data.keys(keys));
		};
	}

	@ParameterizedTest
	@MethodSource("unreadableRecords")
	void saysWhatIsMissingAndNoContents(String problem, UnaryOperator<Record> change) {
		Record whole = Records.with(Records.modified(ITEM, ITEM), (data) -> data.keys(KEYS));
		assertThat(this.reader.read(whole, Records.LABEL)).isPresent();
		assertThatExceptionOfType(UnreadableRecordException.class)
			.isThrownBy(() -> this.reader.read(change.apply(whole), Records.LABEL))
			.withMessageContaining(problem)
			.withMessageContaining("'orders'")
			.satisfies((ex) -> assertThat(String.valueOf(ex.getMessage()).replace("sequence number " + SECRET, ""))
				.doesNotContain(SECRET));
	}

	@Test
	void saysWhichRecordItIs() {
		Record broken = Records.record(OperationType.INSERT, (data) -> data.newImage(ITEM));
		UnreadableRecordException ex = catchThrowableOfType(UnreadableRecordException.class,
				() -> this.reader.read(broken, Records.LABEL));
		assertThat(ex.sequenceNumber()).isEqualTo(Records.SEQUENCE);
		assertThat(ex.table()).isEqualTo("orders");
		assertThat(ex).hasMessageContaining(Records.SEQUENCE);
	}

}
