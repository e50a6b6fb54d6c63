package io.daplug.autoconfigure.property;

import io.daplug.schema.ItemSchema;
import io.daplug.text.NearestName;

/**
 * Holds properties that name attributes against schemas.
 */
public final class SchemaCheck {

	private SchemaCheck() {
	}

	/**
	 * Requires that a schema describes an attribute, unless items may have others.
	 * @param property the property that names the attribute
	 * @param attribute the attribute
	 * @param schema the schema of the items
	 * @throws DaplugConfigurationException if it does not
	 */
	public static void requireProperty(String property, String attribute, ItemSchema schema) {
		if (!schema.describes(attribute) && !schema.open()) {
			throw new DaplugConfigurationException(property,
					"schema '%s' in '%s' has no property '%s'%s".formatted(schema.name(), schema.location(), attribute,
							NearestName.question(attribute, schema.properties())),
					"Add '%s' to the schema, or set '%s' to one of its properties.".formatted(attribute, property));
		}
	}

}
