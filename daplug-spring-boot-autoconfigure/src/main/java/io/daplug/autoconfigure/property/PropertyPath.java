package io.daplug.autoconfigure.property;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Names of properties as messages show them.
 */
public final class PropertyPath {

	private static final String TABLES = "daplug.tables";

	private PropertyPath() {
	}

	/**
	 * Returns the name of what lies below a property.
	 * @param path the property
	 * @param name the name below it; in brackets where it holds what names cannot hold
	 * otherwise
	 * @return the whole name
	 */
	public static String append(String path, String name) {
		return ConfigurationPropertyName.isValid(name) ? path + "." + name : path + "[" + name + "]";
	}

	/** The name as it is written, which {@code toString} would turn into lower case. */
	static String of(ConfigurationPropertyName name) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, Form.ORIGINAL);
			boolean indexed = name.chop(i + 1).isLastElementIndexed();
			text.append(indexed ? "[" + element + "]" : ((i > 0) ? "." : "") + element);
		}
		return text.toString();
	}

	/**
	 * Returns the name of a property of a table.
	 * @param table the logical name of the table
	 * @param property what lies below it
	 * @return the whole name
	 */
	public static String ofTable(String table, String property) {
		return append(TABLES, table) + "." + property;
	}

}
