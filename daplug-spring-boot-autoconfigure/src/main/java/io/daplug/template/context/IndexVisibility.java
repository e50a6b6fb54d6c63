package io.daplug.template.context;

import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.guard.ItemVisibility;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Holds the indexes of a table against what decides which of its items readers see: an
 * index without it would show what is hidden.
 */
public final class IndexVisibility {

	private IndexVisibility() {
	}

	/**
	 * Returns what decides about the items that an index holds.
	 * @param index the index; null for the table itself
	 * @param visibility decides which items readers see
	 * @return the names of the attributes
	 */
	public static Set<String> attributes(@Nullable IndexDefinition index, ItemVisibility visibility) {
		return (index == null || visibility == ItemVisibility.ALL) ? visibility.attributes()
				: visibility.attributesIn(index.keys().stream().map(KeyAttribute::name).collect(Collectors.toSet()));
	}

	/**
	 * Refuses an index that does not hold what decides.
	 * @param table the table
	 * @param visibility decides which items readers see
	 * @throws IllegalStateException if there is such an index
	 */
	public static void require(TableDefinition table, ItemVisibility visibility) {
		for (IndexDefinition index : table.indexes().values()) {
			for (String attribute : attributes(index, visibility)) {
				Assert.state(table.holds(index, attribute),
						() -> "The projection of index '%s' of table '%s' leaves out '%s', which decides whether an item is seen; include it, or let the index hold all attributes"
							.formatted(index.name(), table.name(), attribute));
			}
		}
	}

}
