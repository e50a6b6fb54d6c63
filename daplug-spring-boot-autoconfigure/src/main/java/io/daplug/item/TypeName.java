package io.daplug.item;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The words for DynamoDB's types, whose own names are letters. */
public final class TypeName {

	private TypeName() {
	}

	/**
	 * Returns what a value of a type is.
	 * @param type the type
	 * @return a noun with its article where it has one, such as {@code text} or
	 * {@code a number}
	 */
	public static String of(Type type) {
		return switch (type) {
			case S -> "text";
			case N -> "a number";
			case B -> "binary";
			case BOOL -> "a boolean";
			case NUL -> "NULL";
			case M -> "a map";
			case L -> "a list";
			case SS -> "a set of text";
			case NS -> "a set of numbers";
			case BS -> "a set of binary values";
			case UNKNOWN_TO_SDK_VERSION -> "an attribute without content";
		};
	}

	/**
	 * Returns what a key of a type is.
	 * @param type the type
	 * @return a noun, as for values
	 */
	public static String of(ScalarAttributeType type) {
		return of(Type.valueOf(type.name()));
	}

	/**
	 * Says that a value and the stored one have different types.
	 * @param what names the value
	 * @param value the value
	 * @param stored the stored one
	 * @return a clause, such as {@code the value is text, but the stored one is a number}
	 */
	public static String difference(String what, AttributeValue value, AttributeValue stored) {
		return "%s is %s, but the stored one is %s".formatted(what, of(value.type()), of(stored.type()));
	}

}
