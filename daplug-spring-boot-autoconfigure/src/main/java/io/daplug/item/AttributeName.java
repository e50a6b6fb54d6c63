package io.daplug.item;

import org.jspecify.annotations.Nullable;

/**
 * Checks the names of attributes. Any text is a name, dots and spaces included, except
 * none at all.
 */
final class AttributeName {

	private AttributeName() {
	}

	static String checked(@Nullable Object key) {
		if (key instanceof String name) {
			if (!name.isEmpty()) {
				return name;
			}
			throw new InvalidItemException("has an attribute with an empty name, which DynamoDB does not support");
		}
		throw new InvalidItemException("is a Map with a key of type "
				+ ((key != null) ? key.getClass().getName() : "null") + "; attribute names are of type String");
	}

}
