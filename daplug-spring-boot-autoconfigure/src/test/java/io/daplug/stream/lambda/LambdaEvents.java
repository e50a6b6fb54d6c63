package io.daplug.stream.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import org.springframework.core.io.ClassPathResource;

/**
 * Events as Lambda's own classes read them.
 */
final class LambdaEvents {

	static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders-eu/stream/2026-11-20T08:00:00.000";

	private LambdaEvents() {
	}

	/** An event of the test resources. */
	static String json(String name) {
		try {
			return new ClassPathResource("lambda/" + name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static DynamodbEvent load(String name) {
		return read(json(name));
	}

	static DynamodbEvent read(String json) {
		return LambdaEventSerializers.serializerFor(DynamodbEvent.class, LambdaEvents.class.getClassLoader())
			.fromJson(json);
	}

	static DynamodbEvent of(List<String> records) {
		return read(json(records));
	}

	static String json(List<String> records) {
		return "{\"Records\": [%s]}".formatted(String.join(",", records));
	}

	/** A record of an insert of {@code {orderId: <key>, n: <sequence>}}. */
	static String inserted(int sequence, String key) {
		return record(sequence, """
				"Keys": {"orderId": {"S": "%1$s"}},
				"NewImage": {"orderId": {"S": "%1$s"}, "n": {"N": "%2$d"}},
				""".formatted(key, sequence));
	}

	/** A record of an insert with these members of its body before the others. */
	static String record(int sequence, String members) {
		return """
				{
				  "eventName": "INSERT",
				  "dynamodb": {
				    %s
				    "ApproximateCreationDateTime": 1796979600,
				    "SequenceNumber": "%d",
				    "StreamViewType": "NEW_AND_OLD_IMAGES"
				  },
				  "eventSourceARN": "%s"
				}""".formatted(members, sequence, ARN);
	}

}
