package io.daplug.item;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An item is larger than DynamoDB takes. Raised before any request.
 */
public class ItemTooLargeException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The item's size in bytes. */
	private final int size;

	/** The largest size allowed in bytes. */
	private final int limit;

	/**
	 * Creates an exception for an item of that size.
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
	 * Returns how large the item is.
	 * @return the size in bytes
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns how large an item may be.
	 * @return the limit in bytes
	 */
	public int limit() {
		return this.limit;
	}

}
