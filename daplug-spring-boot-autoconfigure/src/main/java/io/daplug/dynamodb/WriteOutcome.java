package io.daplug.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What is known of a write that went out. A write that is known not to have been carried
 * out, for another reason than its condition, is an exception instead. Internal.
 *
 * @param <R> type of the response
 */
public sealed interface WriteOutcome<R> {

	/**
	 * The write was carried out.
	 *
	 * @param <R> type of the response
	 * @param response DynamoDB's response to the last attempt
	 * @param repeated whether an earlier attempt may have been carried out, too
	 */
	record Done<R>(R response, boolean repeated) implements WriteOutcome<R> {

	}

	/**
	 * The condition of the write was not met by what was stored when the last attempt
	 * arrived.
	 *
	 * @param <R> type of the response
	 * @param refusal DynamoDB's refusal of the last attempt
	 * @param repeated whether an earlier attempt may have been carried out
	 */
	record Unmet<R>(ConditionalCheckFailedException refusal, boolean repeated) implements WriteOutcome<R> {

	}

	/**
	 * The write may have been carried out: no answer tells.
	 *
	 * @param <R> type of the response
	 * @param failure what became of the last attempt
	 */
	record Lost<R>(RuntimeException failure) implements WriteOutcome<R> {

	}

}
