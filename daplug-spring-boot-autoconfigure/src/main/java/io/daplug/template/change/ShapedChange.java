package io.daplug.template.change;

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
 */
public record ShapedChange(UpdateExpression steps, @Nullable AttributeValue sent) {

}
