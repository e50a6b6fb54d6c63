package io.daplug.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Learns of writes of items, and of tables that are created and deleted, when the
 * requests have ended, however they ended. Internal.
 */
@FunctionalInterface
public interface WriteWatch {

	/**
	 * A write has ended. Called before whoever made it learns of that, on the same
	 * thread. Must not throw.
	 * @param request the request, all attempts of which have ended
	 * @param mayFollow whether the write may still be carried out
	 */
	void ended(DynamoDbRequest request, boolean mayFollow);

}
