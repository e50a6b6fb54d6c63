package io.daplug.singletable;

import java.util.List;

import io.daplug.schema.SchemaViolation;

/**
 * Constraints that Java types put on their items, beside the schema. To be used by
 * several threads.
 */
public interface ItemConstraints {

	/**
	 * Says whether a type has constraints.
	 * @param type the type
	 * @return whether its items have to be checked
	 */
	boolean constrains(Class<?> type);

	/**
	 * Checks an item.
	 * @param item the item
	 * @return what it violates, with pointers of the names that Java has; empty if
	 * nothing
	 */
	List<SchemaViolation> violations(Object item);

}
