package io.daplug.version;

import java.util.Map;

import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * A stored item of an earlier version could not be made an item of the current one. The
 * item is as it was, and nothing was written.
 */
public final class UpcastException extends ItemConversionException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The key of the item. */
	private final transient @Nullable ItemKey key;

	/** The version that the item had when it failed. */
	private final int from;

	/**
	 * Creates an exception.
	 * @param table the logical name of the table
	 * @param key the key of the item, prefixes removed
	 * @param from the version that the item had when it failed
	 * @param problem what is wrong, without contents of items: the rest of a sentence
	 * about the upcaster
	 * @param cause the cause, if there is one
	 */
	public UpcastException(String table, ItemKey key, int from, String problem, @Nullable Throwable cause) {
		super("The item %s of table '%s' has an earlier version of its schema, and the upcaster from version %d to version %d %s"
			.formatted(key, table, from, from + 1, problem), Map.class, cause);
		this.table = table;
		this.key = key;
		this.from = from;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the key of the item.
	 * @return the key, prefixes removed; null only after Java serialization
	 */
	public @Nullable ItemKey key() {
		return this.key;
	}

	/**
	 * Returns the version that the item had when it failed.
	 * @return the version of the items that the upcaster takes
	 */
	public int from() {
		return this.from;
	}

}
