package io.daplug.template.model;

import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * Why an entry of a transaction could not be carried out.
 *
 * @param entry which entry
 * @param kind what is wrong with it
 * @param stored the item as it is stored, without prefixes and without what readers do
 * not see; null if there is none, or if DynamoDB does not tell
 * @param cause the exception with which a single write would have failed
 */
public record TransactionFailure(Entry entry, Kind kind, @Nullable Item<?> stored, RuntimeException cause) {

	/**
	 * An entry of a transaction.
	 *
	 * @param index its place among the entries, from 0
	 * @param operation the method that made it, such as {@code insert} or {@code check}
	 * @param table the logical name of the table
	 * @param key the item's key, prefixes removed
	 */
	public record Entry(int index, String operation, String table, ItemKey key) {

	}

	/**
	 * What is wrong with an entry.
	 */
	public enum Kind {

		/** The caller's condition is not true of the stored item. */
		CONDITION,

		/** An item with the key is stored already. */
		DUPLICATE,

		/** The stored item is not the one that the writer saw. */
		STALE,

		/** There is no such item. */
		MISSING,

		/** Another transaction, or another region, is writing the item. It passes. */
		CONFLICT,

		/** DynamoDB has no capacity for the entry at this moment. It passes. */
		THROTTLED,

		/** DynamoDB refuses the entry for another reason, which the cause names. */
		REFUSED

	}

}
