package io.daplug.template.context;

import io.daplug.guard.ItemVisibility;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;

import org.springframework.util.Assert;

/**
 * Holds the indexes of a table against what decides which of its items readers see: an
 * index without it would show what is hidden.
 */
public final class IndexVisibility {

	private IndexVisibility() {
	}

	/**
	 * Refuses an index that does not hold what decides.
	 * @param table the table
	 * @param visibility decides which items readers see
	 * @throws IllegalStateException if there is such an index
	 */
	public static void require(TableDefinition table, ItemVisibility visibility) {
		for (IndexDefinition index : table.indexes().values()) {
			for (String attribute : visibility.attributes()) {
				Assert.state(table.holds(index, attribute),
						() -> "The projection of index '%s' of table '%s' leaves out '%s', which decides whether an item is seen; include it, or let the index hold all attributes"
							.formatted(index.name(), table.name(), attribute));
			}
		}
	}

}
