package io.daplug.autoconfigure;

import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * An attribute that Daplug writes, held against the indexes: where it is a key of one, it
 * must have the type of what is written.
 *
 * @param table the logical name of the table
 * @param property the property that has it written, below the table's
 * @param attribute the attribute
 * @param type the type of what is written
 */
record WrittenAttribute(String table, String property, String attribute, ScalarAttributeType type) {

	/**
	 * Requires that what is written is what an index has for a key.
	 * @param index the index
	 * @throws DaplugConfigurationException if it is not
	 */
	void requireFit(IndexDefinition index) {
		requireFit(index, index.hashKeys(), "hash-key");
		requireFit(index, index.rangeKeys(), "range-key");
	}

	private void requireFit(IndexDefinition index, List<KeyAttribute> keys, String name) {
		for (KeyAttribute each : keys) {
			if (each.name().equals(this.attribute) && each.type() != this.type) {
				String keyType = PropertyPath.ofTable(this.table,
						PropertyPath.append("indexes", index.name()) + "." + name + "-type");
				throw new DaplugConfigurationException(keyType,
						"'%s' is %s in the index, but '%s' writes %s to it".formatted(this.attribute,
								TableDefinitionMapper.word(each.type()),
								PropertyPath.ofTable(this.table, this.property), TableDefinitionMapper.word(this.type)),
						"Set '%s' to %s.".formatted(keyType, (this.type == ScalarAttributeType.N) ? "number" : "text"));
			}
		}
	}

}
