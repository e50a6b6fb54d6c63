package io.daplug.mirror.store;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An operation as it is kept.
 *
 * @param id what tells it from others
 * @param version how often it was saved; 0 for one that was not saved yet
 * @param attributes what is kept of it
 */
public record StoredOperation(String id, long version, Map<String, AttributeValue> attributes) {

	/**
	 * Begins an operation that was not saved yet.
	 * @param id what tells it from others
	 * @param attributes what is to be kept of it
	 * @return the operation
	 */
	public static StoredOperation fresh(String id, Map<String, AttributeValue> attributes) {
		return new StoredOperation(id, 0, attributes);
	}

	/**
	 * Returns this operation with other attributes.
	 * @param attributes what is to be kept of it
	 * @return the operation, to be saved in the place of this one
	 */
	public StoredOperation with(Map<String, AttributeValue> attributes) {
		return new StoredOperation(this.id, this.version, attributes);
	}

}
