package io.daplug.benchmarks.stream;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

/**
 * Makes the events that Lambda would hand over.
 */
final class StreamEvents {

	private final String streamArn;

	/**
	 * Creates what makes events of one stream.
	 * @param streamArn the stream
	 */
	StreamEvents(String streamArn) {
		this.streamArn = streamArn;
	}

	/**
	 * Makes an event.
	 * @param keys the order of each record
	 * @param first the version, and the sequence number, of the first one
	 */
	DynamodbEvent inserts(List<String> keys, int first) {
		List<DynamodbEvent.DynamodbStreamRecord> records = new ArrayList<>();
		for (String key : keys) {
			records.add(insert(key, Integer.toString(first + records.size())));
		}
		DynamodbEvent event = new DynamodbEvent();
		event.setRecords(records);
		return event;
	}

	private DynamodbEvent.DynamodbStreamRecord insert(String key, String version) {
		AttributeValue id = new AttributeValue().withS(key);
		DynamodbEvent.DynamodbStreamRecord record = new DynamodbEvent.DynamodbStreamRecord();
		record.setEventID(key + version);
		record.setEventName("INSERT");
		record.setEventSourceARN(this.streamArn);
		record.setDynamodb(new StreamRecord().withKeys(Map.of(StreamServer.KEY, id))
			.withNewImage(Map.of(StreamServer.KEY, id, StreamServer.VERSION, new AttributeValue().withN(version),
					"note", new AttributeValue().withS("n".repeat(100))))
			.withSequenceNumber(version)
			.withApproximateCreationDateTime(new Date()));
		return record;
	}

}
