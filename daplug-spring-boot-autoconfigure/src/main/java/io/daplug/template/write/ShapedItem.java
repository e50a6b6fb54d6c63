package io.daplug.template.write;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item on its way into the table.
 *
 * @param given as the caller gave it
 * @param attributes as it is to be written, without prefixes
 * @param asGiven whether the attributes say what the caller's object says
 */
public record ShapedItem(Object given, Map<String, AttributeValue> attributes, boolean asGiven) {

	/** The same item with attributes that the caller did not give. */
	ShapedItem changedTo(Map<String, AttributeValue> changed) {
		return new ShapedItem(this.given, changed, false);
	}

}
