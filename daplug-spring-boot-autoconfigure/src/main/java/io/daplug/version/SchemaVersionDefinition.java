package io.daplug.version;

import org.springframework.util.Assert;

/**
 * Which version of their schema the items of a table have. An item without the attribute
 * has the version 1, as if it was written before the table had versions.
 *
 * @param attribute the attribute that holds the version, as a number
 * @param current the version that is written, from 1
 */
public record SchemaVersionDefinition(String attribute, int current) {

	/** The version of items that have none. */
	public static final int FIRST = 1;

	/**
	 * Creates a definition.
	 * @param attribute the attribute that holds the version
	 * @param current the version that is written
	 */
	public SchemaVersionDefinition {
		Assert.hasText(attribute, "'attribute' of a schema version must not be empty");
		Assert.isTrue(current >= FIRST, () -> "'current' of a schema version must be at least 1, but is " + current);
	}

}
