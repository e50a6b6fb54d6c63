package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.ShortForm;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A key of a table or of an index.
 *
 * @param attribute Attribute that holds the key.
 * @param from How the key is composed of other attributes, such as "SITE#{site}", in
 * which {number:8} pads a number to eight digits.
 */
record KeyProperties(@Nullable String attribute, @Nullable String from) implements ShortForm {

	/**
	 * A key that is an attribute of the items. Public, as Spring's conversion calls it.
	 * @param attribute the attribute
	 * @return the key
	 */
	public static KeyProperties of(String attribute) {
		return new KeyProperties(attribute, null);
	}

	/** The attribute that holds a key; null if there is none. */
	static @Nullable String attribute(@Nullable KeyProperties key) {
		return (key != null) ? key.attribute() : null;
	}

	boolean isSet() {
		return StringUtils.hasText(this.attribute);
	}

}
