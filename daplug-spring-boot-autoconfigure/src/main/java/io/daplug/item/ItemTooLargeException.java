package io.daplug.item;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An item is larger than DynamoDB allows. Thrown before any request is made.
 */
public class ItemTooLargeException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The item's size in bytes. */
	private final int size;

	/** The largest size allowed in bytes. */
	private final int limit;

	/**
	 * Creates an exception.
	 * @param size the item's size in bytes
	 * @param limit the largest size allowed in bytes
	 */
	public ItemTooLargeException(int size, int limit) {
		super("Item of " + size + " bytes is larger than the " + limit
				+ " bytes that DynamoDB stores; split it, or keep large values elsewhere (S3) and store a reference");
		this.size = size;
		this.limit = limit;
	}

	/**
	 * Returns the size of the item.
	 * @return the size in bytes
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns the largest size that is allowed.
	 * @return the limit in bytes
	 */
	public int limit() {
		return this.limit;
	}

}
