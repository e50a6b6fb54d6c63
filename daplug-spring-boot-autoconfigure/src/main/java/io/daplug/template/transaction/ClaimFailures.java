package io.daplug.template.transaction;

import java.util.ArrayList;
import java.util.List;

import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.context.CancelledEntry;
import io.daplug.template.model.TransactionFailure;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What DynamoDB's refusal of a transaction says of the claims of unique attributes, which
 * stand behind the entries that move them.
 */
final class ClaimFailures {

	private ClaimFailures() {
	}

	/**
	 * Settles what it says.
	 * @param sent the entries
	 * @param items each with the claims that it moves
	 * @param cancelled DynamoDB's refusal
	 * @param entries how many entries the transaction has
	 * @return whether it is worth it to send it again
	 */
	static boolean settle(List<SentEntry> sent, List<List<TransactWriteItem>> items,
			TransactionCanceledException cancelled, int entries) {
		List<List<CancellationReason>> reasons = reasons(items, cancelled);
		if (reasons.stream().anyMatch((own) -> CancelledEntry.isReason(own.get(0)))) {
			return false;
		}
		List<TransactionFailure> failures = new ArrayList<>();
		boolean settled = false;
		for (int i = 0; i < reasons.size(); i++) {
			try {
				settled |= sent.get(i).write().settlesClaims(reasons.get(i), cancelled);
			}
			catch (DuplicateAttributeException ex) {
				failures.add(FailureFactory.refused(sent.get(i).entry(), ex));
			}
		}
		if (!failures.isEmpty()) {
			throw FailureFactory.failed(failures, entries);
		}
		return settled;
	}

	/** The reasons of the entries themselves. */
	static List<CancellationReason> firstReasons(List<List<TransactWriteItem>> items,
			TransactionCanceledException cancelled) {
		return reasons(items, cancelled).stream().map(ClaimFailures::worst).toList();
	}

	/** A conflict over a claim is one of its entry; who has the claim is not. */
	private static CancellationReason worst(List<CancellationReason> own) {
		if (CancelledEntry.isReason(own.get(0))) {
			return own.get(0);
		}
		return own.stream()
			.filter((reason) -> CancelledEntry.isReason(reason) && !CancelledEntry.isUnmet(reason))
			.findFirst()
			.orElse(own.get(0));
	}

	/** DynamoDB tells a reason for each item; what stands in for it need not. */
	private static List<List<CancellationReason>> reasons(List<List<TransactWriteItem>> items,
			TransactionCanceledException cancelled) {
		List<CancellationReason> all = cancelled.cancellationReasons();
		List<List<CancellationReason>> reasons = new ArrayList<>();
		int from = 0;
		for (List<TransactWriteItem> own : items) {
			int to = from + own.size();
			if (to > all.size()) {
				break;
			}
			reasons.add(all.subList(from, to));
			from = to;
		}
		return reasons;
	}

}
