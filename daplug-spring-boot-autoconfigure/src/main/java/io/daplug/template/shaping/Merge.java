package io.daplug.template.shaping;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A patch laid over a stored item.
 *
 * @param stored the item as it is stored, prefixes removed
 * @param patch what the caller wants changed
 * @param merged what comes of it
 */
public record Merge(Map<String, AttributeValue> stored, Map<String, AttributeValue> patch,
		Map<String, AttributeValue> merged) {

}
