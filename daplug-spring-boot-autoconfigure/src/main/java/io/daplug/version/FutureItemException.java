package io.daplug.version;

import io.daplug.DaplugException;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A stored item has a version of its schema that the application does not know, because a
 * newer release of the application wrote it. It is neither read nor written: what this
 * release does not understand of the item would be lost.
 */
public final class FutureItemException extends DataRetrievalFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The key of the item. */
	private final transient @Nullable ItemKey key;

	/** The version of the item. */
	private final String version;

	/** The last version that is known. */
	private final int current;

	/**
	 * Creates an exception.
	 * @param table the logical name of the table
	 * @param key the key of the item, prefixes removed
	 * @param version the version of the item, as it is stored
	 * @param current the last version that is known
	 */
	public FutureItemException(String table, ItemKey key, String version, int current) {
		super("The item %s of table '%s' has the version %s, and this application knows versions up to %d: a newer release wrote it. Deploy that release, or set 'current' of the table's 'schema-version' and add the upcasters up to it"
			.formatted(key, table, version, current));
		this.table = table;
		this.key = key;
		this.version = version;
		this.current = current;
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
	 * Returns the version of the item.
	 * @return the version as it is stored
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Returns the last version that this application knows.
	 * @return the table's current version
	 */
	public int current() {
		return this.current;
	}

}
