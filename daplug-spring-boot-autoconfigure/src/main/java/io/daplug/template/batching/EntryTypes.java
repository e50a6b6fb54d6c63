package io.daplug.template.batching;

import java.util.function.Function;

import io.daplug.item.ItemType;

/**
 * The types of the entries of a batch.
 *
 * @param <T> type of the entries
 * @param answer the type in which an entry comes back
 * @param change the type that its change is announced as
 */
public record EntryTypes<T>(Function<T, ItemType<T>> answer, Function<T, ItemType<?>> change) {

	/** Each entry in the type in which it was given. */
	public static <T> EntryTypes<T> asGiven() {
		return new EntryTypes<>(ItemType::ofItem, ItemType::ofItem);
	}

}
