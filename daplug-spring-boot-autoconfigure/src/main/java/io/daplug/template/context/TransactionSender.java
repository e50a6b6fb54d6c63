package io.daplug.template.context;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.TransactionOutcome;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import org.springframework.dao.DataAccessException;

/**
 * Sends transactions. One that conflicts with another write, is throttled, or has no
 * answer, is sent again until its time is over, under the same token: DynamoDB carries it
 * out once.
 */
public final class TransactionSender {

	/** DynamoDB's code for an entry that was not the reason. */
	private static final String NO_REASON = "None";

	private static final Set<String> PASSING = Set.of("TransactionConflict", "ThrottlingError",
			"ProvisionedThroughputExceeded");

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
			TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
				.clientRequestToken(token)
				.transactItems(entries)
				.overrideConfiguration(bounded.limit())
				.build();
			try {
				TransactionOutcome outcome = bounded.transact(operation, request);
				doubtful = outcome instanceof TransactionOutcome.Lost;
				if (isFinal(outcome) || !retry.pause()) {
					return outcome;
				}
			}
			catch (DataAccessException ex) {
				if (!PassingFailure.is(ex) || !retry.pause()) {
					if (doubtful) {
						return new TransactionOutcome.Lost(ex);
					}
					throw ex;
				}
			}
		}
	}

	private static boolean isFinal(TransactionOutcome outcome) {
		return outcome instanceof TransactionOutcome.Done
				|| (outcome instanceof TransactionOutcome.Cancelled cancelled && !passes(cancelled.refusal()));
	}

	/** One reason that does not pass makes all other attempts vain. */
	private static boolean passes(TransactionCanceledException refusal) {
		List<String> codes = refusal.cancellationReasons()
			.stream()
			.map(CancellationReason::code)
			.filter((code) -> !NO_REASON.equals(code))
			.toList();
		return !codes.isEmpty() && PASSING.containsAll(codes);
	}

}
