package io.daplug.template.read;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * What DynamoDB's answers to queries and scans have in common.
 *
 * @param count how many items there are
 * @param items the items; null if there are none in the answer
 * @param lastKey where the next request begins; null at the end
 */
record RawAnswer(@Nullable Integer count, @Nullable List<Map<String, AttributeValue>> items,
		@Nullable Map<String, AttributeValue> lastKey) {

	static RawAnswer of(QueryResponse response) {
		return new RawAnswer(response.count(), response.hasItems() ? response.items() : null,
				response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
	}

	static RawAnswer of(ScanResponse response) {
		return new RawAnswer(response.count(), response.hasItems() ? response.items() : null,
				response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
	}

}
