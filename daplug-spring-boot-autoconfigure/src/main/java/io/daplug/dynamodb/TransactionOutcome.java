package io.daplug.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What is known of a transaction that went out under a token. A transaction that was
 * refused as a whole is an exception instead. Internal.
 */
public sealed interface TransactionOutcome {

	/**
	 * All was carried out, and once, however often it was sent: DynamoDB knows its token.
	 */
	record Done() implements TransactionOutcome {

	}

	/**
	 * Nothing was carried out. DynamoDB would have answered an attempt that follows one
	 * that was carried out, and has the same token, with success.
	 *
	 * @param refusal DynamoDB's refusal, with a reason for each entry
	 */
	record Cancelled(TransactionCanceledException refusal) implements TransactionOutcome {

	}

	/**
	 * All of it may have been carried out, or may still be: no answer tells.
	 *
	 * @param failure what became of the last attempt
	 */
	record Lost(RuntimeException failure) implements TransactionOutcome {

	}

}
