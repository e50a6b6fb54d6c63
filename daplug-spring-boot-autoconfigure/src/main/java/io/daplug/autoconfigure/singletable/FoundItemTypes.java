package io.daplug.autoconfigure.singletable;

import java.util.List;
import java.util.Map;

/**
 * The types with {@link io.daplug.singletable.ItemType @ItemType} that were found. They
 * are searched for when beans are defined, and their names are kept, so that Spring can
 * write them down ahead of time: a native image has nothing to search.
 *
 * @param classNames names of the classes, by the logical names of their tables
 */
record FoundItemTypes(Map<String, List<String>> classNames) {

	List<String> of(String table) {
		return this.classNames.getOrDefault(table, List.of());
	}

}
