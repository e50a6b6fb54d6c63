package io.daplug.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Knows in which forms values may be stored beside the one in which they are encoded. A
 * condition that asks for a value is met by each of them.
 */
public interface OtherForms {

	/** Each value is stored in one form. */
	OtherForms NONE = new OtherForms() {

		@Override
		public List<AttributeValue> of(AttributePath path, @Nullable Object value) {
			return List.of();
		}

		@Override
		public List<AttributeValue> inside(AttributePath path, @Nullable Object value) {
			return List.of();
		}

	};

	/**
	 * Returns the other forms of a value that an attribute is compared with.
	 * @param path the path of the attribute
	 * @param value the value as it was passed to the condition
	 * @return the forms, without the one in which it is encoded
	 */
	List<AttributeValue> of(AttributePath path, @Nullable Object value);

	/**
	 * Returns the other forms of a value that a list or set is to contain.
	 * @param path the path of the list or set
	 * @param value the value as it was passed to the condition
	 * @return the forms, without the one in which it is encoded
	 */
	List<AttributeValue> inside(AttributePath path, @Nullable Object value);

}
