package io.daplug.template.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of a query or scan.
 *
 * @param <T> type of the items
 * @param items the items
 * @param nextToken where the next page begins; null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

	/**
	 * Copies the items.
	 * @param items the items
	 * @param nextToken where the next page begins; null if this is the last
	 */
	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Says whether there are more items.
	 * @return whether there is a next page
	 */
	public boolean hasNext() {
		return this.nextToken != null;
	}

}
