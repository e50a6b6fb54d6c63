package io.daplug.expression;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns the values of an expression into what DynamoDB takes. Is told the attribute that
 * a value is measured against, so that a value compared with a prefixed key can be given
 * the key's prefix.
 */
@FunctionalInterface
public interface ValueEncoder {

	/**
	 * Encodes one value. Called once for each value of an expression, in the order in
	 * which they are written.
	 * @param attribute the name of the top-level attribute that the value is compared
	 * with as a whole, by {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >},
	 * {@code >=}, {@code BETWEEN}, {@code IN} or {@code begins_with}, on either side;
	 * {@code null} for anything else: nested attributes, {@code contains}, {@code size},
	 * {@code attribute_type}
	 * @param value the value as it was given to the condition
	 * @return the value as DynamoDB takes it
	 */
	AttributeValue encode(@Nullable String attribute, @Nullable Object value);

}
