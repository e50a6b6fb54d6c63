package io.daplug.template.context;

import java.util.List;
import java.util.UUID;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.TransactionOutcome;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import org.springframework.dao.DataAccessException;

/**
 * Sends transactions. One that conflicts with another write, is throttled, or has no
 * answer, is sent again until its time is over, under the same token: DynamoDB carries it
 * out once.
 */
public final class TransactionSender {

	private final DynamoDbRequests requests;

	public TransactionSender(DynamoDbRequests requests) {
		this.requests = requests;
	}

	/**
	 * Sends a transaction until its outcome is known, or its time is over.
	 * @param operation what it does, for messages
	 * @param entries its entries, of any tables of the client
	 * @param deadline how long to try. DynamoDB knows a token for ten minutes, so it must
	 * be less than that
	 * @return what is known of it in the end
	 * @throws DataAccessException if it was refused as a whole, and no earlier attempt
	 * can have been carried out
	 */
	public TransactionOutcome send(String operation, List<TransactWriteItem> entries, Deadline deadline) {
		DynamoDbRequests bounded = this.requests.within(deadline::requestNanos);
		RetryPause retry = new RetryPause(deadline);
		String token = UUID.randomUUID().toString();
		boolean doubtful = false;
		while (true) {
			long begun = System.nanoTime();
			TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
				.clientRequestToken(token)
				.transactItems(entries)
				.overrideConfiguration(bounded.limit())
				.build();
			try {
				TransactionOutcome outcome = bounded.transact(operation, request);
				doubtful = outcome instanceof TransactionOutcome.Lost;
				if (isFinal(outcome) || !isWorthIt(retry, deadline, begun)) {
					return outcome;
				}
			}
			catch (DataAccessException ex) {
				if (!PassingFailure.is(ex) || !isWorthIt(retry, deadline, begun)) {
					if (doubtful) {
						return new TransactionOutcome.Lost(ex);
					}
					throw ex;
				}
			}
		}
	}

	/**
	 * Pauses. An attempt that the deadline would cut off would only make it uncertain
	 * what is known.
	 */
	private static boolean isWorthIt(RetryPause retry, Deadline deadline, long begun) {
		long took = System.nanoTime() - begun;
		return retry.pause() && deadline.remainingNanos() > 2 * took;
	}

	private static boolean isFinal(TransactionOutcome outcome) {
		return outcome instanceof TransactionOutcome.Done || (outcome instanceof TransactionOutcome.Cancelled cancelled
				&& !CancelledEntry.passes(cancelled.refusal()));
	}

}
