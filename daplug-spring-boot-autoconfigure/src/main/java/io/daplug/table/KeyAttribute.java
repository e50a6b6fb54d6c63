package io.daplug.table;

import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * An attribute that is a key of an index, with its type.
 *
 * @param name the attribute's name
 * @param type the attribute's type
 */
public record KeyAttribute(String name, ScalarAttributeType type) {

	/**
	 * Checks the parts.
	 * @param name the attribute's name
	 * @param type the attribute's type
	 */
	public KeyAttribute {
		Assert.hasText(name, "'name' of a key attribute must not be empty");
		Assert.notNull(type, () -> "'type' of key attribute '%s' must not be null".formatted(name));
	}

	/**
	 * Returns a key attribute that holds text.
	 * @param name the attribute's name
	 * @return the key attribute
	 */
	public static KeyAttribute text(String name) {
		return new KeyAttribute(name, ScalarAttributeType.S);
	}

	/**
	 * Returns a key attribute that holds a number.
	 * @param name the attribute's name
	 * @return the key attribute
	 */
	public static KeyAttribute number(String name) {
		return new KeyAttribute(name, ScalarAttributeType.N);
	}

	/**
	 * Returns a key attribute that holds binary data.
	 * @param name the attribute's name
	 * @return the key attribute
	 */
	public static KeyAttribute binary(String name) {
		return new KeyAttribute(name, ScalarAttributeType.B);
	}

}
