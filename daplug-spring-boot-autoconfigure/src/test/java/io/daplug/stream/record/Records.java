package io.daplug.stream.record;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Records as a stream has them, of items with the hash key {@code id}.
 */
final class Records {

	static final String LABEL = "2026-11-27T19:00:00.000";

	static final String SEQUENCE = "111100000000000000001";

	static final Instant TIME = Instant.parse("2026-11-27T19:05:00Z");

	private Records() {
	}

	static Record inserted(Map<String, AttributeValue> now) {
		return of(OperationType.INSERT, now, (data) -> data.newImage(now));
	}

	static Record modified(Map<String, AttributeValue> before, Map<String, AttributeValue> now) {
		return of(OperationType.MODIFY, now, (data) -> data.oldImage(before).newImage(now));
	}

	static Record removed(Map<String, AttributeValue> before) {
		return of(OperationType.REMOVE, before, (data) -> data.oldImage(before));
	}

	private static Record of(OperationType event, Map<String, AttributeValue> item,
			Consumer<StreamRecord.Builder> images) {
		return record(event, images.andThen((data) -> data.keys(Map.of("id", item.get("id")))));
	}

	static Record record(OperationType event, Consumer<StreamRecord.Builder> customizer) {
		StreamRecord.Builder data = StreamRecord.builder()
			.sequenceNumber(SEQUENCE)
			.approximateCreationDateTime(TIME)
			.streamViewType(StreamViewType.NEW_AND_OLD_IMAGES);
		customizer.accept(data);
		return Record.builder().eventName(event).dynamodb(data.build()).build();
	}

	static Record with(Record record, Consumer<StreamRecord.Builder> customizer) {
		StreamRecord.Builder data = record.dynamodb().toBuilder();
		customizer.accept(data);
		return record.toBuilder().dynamodb(data.build()).build();
	}

	static Map<String, AttributeValue> item(String id) {
		return Map.of("id", text(id));
	}

	static Map<String, AttributeValue> item(String id, String name, AttributeValue value) {
		return Map.of("id", text(id), name, value);
	}

	static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	static AttributeValue number(String number) {
		return AttributeValue.fromN(number);
	}

}
