package io.daplug.template.read;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A query or scan that can be carried on from any key.
 */
interface ReadRequest {

	/**
	 * Reads on.
	 * @param startAfter where, as DynamoDB answered it; null for the beginning
	 * @param limit how many items to look at; null for as many as fit into 1 MB
	 * @return what was read
	 */
	ReadPage<Map<String, AttributeValue>> read(@Nullable Map<String, AttributeValue> startAfter,
			@Nullable Integer limit);

}
