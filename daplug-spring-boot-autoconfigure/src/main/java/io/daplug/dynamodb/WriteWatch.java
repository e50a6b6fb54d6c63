package io.daplug.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Learns of writes when they have ended, however they ended. Internal.
 */
@FunctionalInterface
public interface WriteWatch {

	/** Does not look. */
	WriteWatch NO_OP = (request, mayFollow) -> {
	};

	/**
	 * A write has ended. Called before whoever made it learns of that, on the same
	 * thread. Must not throw.
	 * @param request the request, all attempts of which have ended
	 * @param mayFollow whether the write may still be carried out
	 */
	void ended(DynamoDbRequest request, boolean mayFollow);

}
