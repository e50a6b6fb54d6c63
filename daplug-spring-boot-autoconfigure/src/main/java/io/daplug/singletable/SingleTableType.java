package io.daplug.singletable;

import io.daplug.key.KeyTemplate;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A type of a table with all that was left to defaults.
 *
 * @param definition the type as it was defined
 * @param table the table as it is for items of this type: with their schema and with
 * their {@linkplain TableDefinition#computedKeys() composed keys}
 * @param typeAttribute the attribute that holds the name of the type; null if there is
 * none
 */
public record SingleTableType(ItemTypeDefinition definition, TableDefinition table, @Nullable String typeAttribute) {

	/**
	 * Returns the Java type of the items.
	 * @return the type
	 */
	public Class<?> type() {
		return this.definition.type();
	}

	/**
	 * Returns the name of the type.
	 * @return the name
	 */
	public String name() {
		return this.definition.name();
	}

	/**
	 * Returns how the hash key of the table is composed.
	 * @return the template
	 */
	public KeyTemplate hashKey() {
		return key(this.table.hashKey());
	}

	/**
	 * Returns how the range key of the table is composed.
	 * @return the template; null if the table has no range key
	 */
	public @Nullable KeyTemplate rangeKey() {
		return (this.table.rangeKey() != null) ? key(this.table.rangeKey()) : null;
	}

	/**
	 * Returns how a key of the table or of an index is composed.
	 * @param attribute the key attribute
	 * @return the template; that of a copy if it is an attribute of the items
	 */
	public KeyTemplate key(String attribute) {
		KeyTemplate template = this.table.computedKeys().get(attribute);
		return (template != null) ? template : KeyTemplate.parse("{" + attribute + "}");
	}

}
