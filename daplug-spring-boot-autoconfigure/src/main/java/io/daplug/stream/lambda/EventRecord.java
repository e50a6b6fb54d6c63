package io.daplug.stream.lambda;

import java.util.Date;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.daplug.stream.record.StreamArn;
import io.daplug.stream.record.StreamSequence;
import io.daplug.stream.record.UnreadableRecordException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A record of an event, which can at least be named to Lambda.
 *
 * @param record the record
 * @param sequenceNumber the number by which Lambda knows it
 * @param sequence the same as text that sorts as the numbers do
 */
record EventRecord(DynamodbStreamRecord record, String sequenceNumber, String sequence) {

	/**
	 * Returns a record.
	 * @throws StreamEventFailedException if it has no number
	 */
	static EventRecord of(@Nullable DynamodbStreamRecord record) {
		StreamRecord data = (record != null) ? record.getDynamodb() : null;
		String number = (data != null) ? data.getSequenceNumber() : null;
		if (record == null || number == null) {
			throw new StreamEventFailedException("A record of the event has no sequence number, by which Lambda "
					+ "could be told that it was not handled. Nothing was handled");
		}
		return new EventRecord(record, number, StreamSequence.of(number)
			.orElseThrow(() -> new StreamEventFailedException(
					"The sequence number of a record of the event is no number of up to 40 digits. Nothing was handled")));
	}

	/**
	 * Returns the stream that the record comes from.
	 * @throws UnknownStreamException if the record does not say
	 */
	StreamArn stream() {
		String arn = this.record.getEventSourceARN();
		if (arn == null) {
			throw new UnknownStreamException(
					"The record with the sequence number %s lacks 'eventSourceARN'".formatted(this.sequenceNumber));
		}
		return StreamArn.of(arn)
			.orElseThrow(() -> new UnknownStreamException(
					"'eventSourceARN' of the record with the sequence number %s is '%s', no ARN of a stream of DynamoDB"
						.formatted(this.sequenceNumber, arn)));
	}

	/**
	 * Returns the record as the SDK has it.
	 * @param table the logical name of its table
	 * @throws UnreadableRecordException if it has an attribute without content
	 */
	Record toSdk(String table) {
		return sdk(table,
				() -> Record.builder()
					.eventID(this.record.getEventID())
					.eventName(this.record.getEventName())
					.userIdentity(identity(this.record.getUserIdentity()))
					.dynamodb(data(this.record.getDynamodb())));
	}

	/**
	 * Returns the keys of the record alone, as the SDK has them.
	 * @param table the logical name of its table
	 * @throws UnreadableRecordException if it has a key without content
	 */
	Record keys(String table) {
		return sdk(table,
				() -> Record.builder()
					.dynamodb((data) -> data.sequenceNumber(this.sequenceNumber)
						.keys(EventAttributes.of(this.record.getDynamodb().getKeys()))));
	}

	private Record sdk(String table, Supplier<Record.Builder> conversion) {
		try {
			return conversion.get().build();
		}
		catch (EventAttributes.UnknownAttributeException ex) {
			throw new UnreadableRecordException(table, this.sequenceNumber, String.valueOf(ex.getMessage()));
		}
	}

	private static software.amazon.awssdk.services.dynamodb.model.@Nullable Identity identity(
			@Nullable Identity identity) {
		return (identity == null) ? null
				: software.amazon.awssdk.services.dynamodb.model.Identity.builder()
					.principalId(identity.getPrincipalId())
					.type(identity.getType())
					.build();
	}

	private static software.amazon.awssdk.services.dynamodb.model.StreamRecord data(StreamRecord data) {
		Date time = data.getApproximateCreationDateTime();
		return software.amazon.awssdk.services.dynamodb.model.StreamRecord.builder()
			.approximateCreationDateTime((time != null) ? time.toInstant() : null)
			.keys(EventAttributes.of(data.getKeys()))
			.oldImage(EventAttributes.of(data.getOldImage()))
			.newImage(EventAttributes.of(data.getNewImage()))
			.sequenceNumber(data.getSequenceNumber())
			.streamViewType(data.getStreamViewType())
			.build();
	}

}
