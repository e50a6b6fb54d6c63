package io.daplug.table;

import io.daplug.DaplugException;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

/**
 * Another item has this value of a unique attribute. Nothing was written.
 */
public final class DuplicateAttributeException extends DuplicateKeyException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The unique attribute. */
	private final String attribute;

	/** The key of the item that was to be written. */
	private final transient ItemKey key;

	/** The key of the item that has the value. */
	private final transient @Nullable ItemKey owner;

	/**
	 * Creates the exception.
	 * @param table the logical name of the table
	 * @param attribute the unique attribute
	 * @param key the key of the item that was to be written, prefixes removed
	 * @param owner the key of the item that has the value, prefixes removed; null if it
	 * is not known
	 * @param cause DynamoDB's answer
	 */
	public DuplicateAttributeException(String table, String attribute, ItemKey key, @Nullable ItemKey owner,
			@Nullable Throwable cause) {
		super("The item %s of table '%s' has a value of '%s' that %s has already".formatted(key, table, attribute,
				(owner != null) ? "the item " + owner : "another item"), cause);
		this.table = table;
		this.attribute = attribute;
		this.key = key;
		this.owner = owner;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the attribute.
	 * @return the name of the unique attribute
	 */
	public String attribute() {
		return this.attribute;
	}

	/**
	 * Returns the key of the item that was to be written.
	 * @return its key, prefixes removed
	 */
	public ItemKey key() {
		return this.key;
	}

	/**
	 * Returns the key of the item that has the value.
	 * @return its key, prefixes removed; null if it is not known
	 */
	public @Nullable ItemKey owner() {
		return this.owner;
	}

}
