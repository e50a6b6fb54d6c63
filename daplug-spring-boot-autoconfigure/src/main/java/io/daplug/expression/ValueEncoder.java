package io.daplug.expression;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes the values of an expression for DynamoDB. It knows the attribute that a value
 * is compared with, so that it can add the prefix of a key to a value that is compared
 * with that key.
 */
@FunctionalInterface
public interface ValueEncoder {

	/**
	 * Encodes one value. Called once for each value of an expression, in the order in
	 * which they are written.
	 * @param attribute the name of the top-level attribute that the value is compared
	 * with, by {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >}, {@code >=},
	 * {@code BETWEEN}, {@code IN} or {@code begins_with}, on either side; {@code null} in
	 * all other cases: nested attributes, {@code contains}, {@code size},
	 * {@code attribute_type}
	 * @param value the value as it was passed to the condition
	 * @return the attribute value
	 */
	AttributeValue encode(@Nullable String attribute, @Nullable Object value);

	/**
	 * Returns what this encoder puts before all values of an attribute. Conditions that
	 * would see it in what is stored are refused.
	 * @param attribute the name of a top-level attribute
	 * @return the prefix; empty if there is none
	 */
	default String prefix(String attribute) {
		return "";
	}

	/**
	 * Returns in which other forms values may be stored.
	 * @return the forms
	 */
	default OtherForms otherForms() {
		return OtherForms.NONE;
	}

}
