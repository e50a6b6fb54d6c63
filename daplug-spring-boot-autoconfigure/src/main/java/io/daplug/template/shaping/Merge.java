package io.daplug.template.shaping;

import java.util.Map;
import java.util.function.UnaryOperator;

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

	/** The same merge of other forms of the attributes. */
	Merge map(UnaryOperator<Map<String, AttributeValue>> form) {
		return new Merge(form.apply(this.stored), form.apply(this.patch), form.apply(this.merged));
	}

}
