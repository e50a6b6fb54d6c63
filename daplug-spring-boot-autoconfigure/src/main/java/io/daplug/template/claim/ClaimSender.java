package io.daplug.template.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.dynamodb.TransactionOutcome;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.task.Deadline;
import io.daplug.template.context.CancelledEntry;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.TransactionSender;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Sends writes that move claims: an item and its claims in one transaction, so that they
 * never differ.
 */
public final class ClaimSender {

	private final TableContext context;

	private final TransactionSender transactions;

	private final ClaimContest contest;

	private final Supplier<Deadline> contention;

	/**
	 * Creates a sender.
	 * @param context the table
	 * @param contention says how long a write waits that begins now for others that move
	 * the same claims
	 */
	public ClaimSender(TableContext context, Supplier<Deadline> contention) {
		this.context = context;
		this.contention = contention;
		this.transactions = new TransactionSender(context.requests());
		this.contest = new ClaimContest(context);
	}

	/**
	 * Sends a write with its claims.
	 * @param write the write
	 * @return what is known of it, without what was there before, which no transaction
	 * tells
	 * @throws io.daplug.table.DuplicateAttributeException if another item has one of the
	 * values
	 */
	public WriteOutcome<Map<String, AttributeValue>> send(ClaimedWrite write) {
		ClaimEntries claims = ClaimEntries.of(this.context.table(), this.context.converter(), write.claims());
		Deadline deadline = this.contention.get();
		while (true) {
			List<TransactWriteItem> entries = new ArrayList<>();
			entries.add(write.item());
			entries.addAll(claims.transacted());
			TransactionOutcome outcome = this.transactions.send(write.operation(), entries, deadline);
			if (outcome instanceof TransactionOutcome.Done) {
				return new WriteOutcome.Done<>(Map.of(), false);
			}
			if (outcome instanceof TransactionOutcome.Lost lost) {
				return new WriteOutcome.Lost<>(lost.failure());
			}
			TransactionCanceledException refusal = ((TransactionOutcome.Cancelled) outcome).refusal();
			CancellationReason ofItem = ClaimContest.reason(refusal.cancellationReasons(), 0);
			if (CancelledEntry.isUnmet(ofItem)) {
				return new WriteOutcome.Unmet<>(unmet(ofItem, refusal), false);
			}
			claims = this.contest.settled(write, claims, refusal);
		}
	}

	/** The refusal as that of a request of the item alone. */
	private static ConditionalCheckFailedException unmet(CancellationReason reason,
			TransactionCanceledException refusal) {
		ConditionalCheckFailedException.Builder unmet = ConditionalCheckFailedException.builder()
			.message(reason.message())
			.cause(refusal);
		return reason.hasItem() ? unmet.item(reason.item()).build() : unmet.build();
	}

}
