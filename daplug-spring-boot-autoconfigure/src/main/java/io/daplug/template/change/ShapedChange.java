package io.daplug.template.change;

import java.util.Map;

import io.daplug.expression.UpdateExpression;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change as the caller wants it: encoded, in the shape of the schema, checked, without
 * prefixes.
 *
 * @param steps what is changed; the value of the idempotence key is not among them where
 * the guard advances it
 * @param sent the value that the caller gives to the idempotence key; null if none
 * @param known what the key of the item tells of it, where keys are computed
 */
public record ShapedChange(UpdateExpression steps, @Nullable AttributeValue sent, Map<String, AttributeValue> known) {

	/** The same change of an item of which the key tells more. */
	public ShapedChange of(Map<String, AttributeValue> known) {
		return new ShapedChange(this.steps, this.sent, known);
	}

}
