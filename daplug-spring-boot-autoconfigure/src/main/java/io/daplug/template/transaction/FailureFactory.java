package io.daplug.template.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.context.CancelledEntry;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure;
import io.daplug.template.model.TransactionFailure.Entry;
import io.daplug.template.model.TransactionFailure.Kind;
import io.daplug.template.model.UncertainTransactionException;
import io.daplug.template.read.TransactedRead;
import io.daplug.template.write.PlannedEntry;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Says why transactions fail.
 */
final class FailureFactory {

	/** How many entries a message names. */
	private static final int NAMED = 5;

	private FailureFactory() {
	}

	static Entry entry(int index, PlannedEntry planned) {
		return new Entry(index, planned.operation(), planned.context().table().name(), planned.key());
	}

	/** An entry that was refused before anything was sent. */
	static TransactionFailure refused(Entry entry, RuntimeException refusal) {
		return new TransactionFailure(entry, kind(refusal),
				(refusal instanceof StaleItemException stale) ? stale.stored().orElse(null) : null, refusal);
	}

	/** What DynamoDB says of each entry. */
	static List<TransactionFailure> failures(List<SentEntry> sent, List<CancellationReason> reasons,
			TransactionCanceledException cancelled) {
		List<TransactionFailure> failures = new ArrayList<>();
		for (int i = 0; i < Math.min(sent.size(), reasons.size()); i++) {
			CancellationReason reason = reasons.get(i);
			if (CancelledEntry.isReason(reason)) {
				SentEntry entry = sent.get(i);
				RuntimeException refusal = entry.write().refusal(reason, cancelled);
				failures
					.add(new TransactionFailure(entry.entry(), kind(refusal), entry.write().stored(reason), refusal));
			}
		}
		if (failures.isEmpty()) {
			Entry first = sent.get(0).entry();
			failures.add(new TransactionFailure(first, Kind.REFUSED, null, new DynamoDbAccessException(
					"DynamoDB cancelled the transaction and does not say why", first.table(), cancelled)));
		}
		return failures;
	}

	/** What DynamoDB says of each entry of a read. */
	static List<TransactionFailure> readFailures(List<TransactedRead> reads, TransactionCanceledException cancelled) {
		List<CancellationReason> reasons = cancelled.cancellationReasons();
		List<TransactionFailure> failures = new ArrayList<>();
		for (int i = 0; i < Math.min(reads.size(), reasons.size()); i++) {
			if (CancelledEntry.isReason(reasons.get(i))) {
				String table = reads.get(i).context().table().name();
				ItemKey key = reads.get(i).key();
				failures.add(refused(new Entry(i, "get", table, key),
						new CancelledEntry(table, key, reasons.get(i), cancelled).failure()));
			}
		}
		return failures;
	}

	static boolean passes(Kind kind) {
		return kind == Kind.CONFLICT || kind == Kind.THROTTLED;
	}

	private static Kind kind(RuntimeException refusal) {
		if (refusal instanceof ConditionNotMetException) {
			return Kind.CONDITION;
		}
		if (refusal instanceof DuplicateItemException || refusal instanceof DuplicateAttributeException) {
			return Kind.DUPLICATE;
		}
		if (refusal instanceof StaleItemException) {
			return Kind.STALE;
		}
		if (refusal instanceof ItemNotFoundException) {
			return Kind.MISSING;
		}
		if (refusal instanceof WriteConflictException) {
			return Kind.CONFLICT;
		}
		return (refusal instanceof ThrottledException) ? Kind.THROTTLED : Kind.REFUSED;
	}

	static ItemTransactionFailedException failed(List<TransactionFailure> failures, int entries) {
		return failed("Nothing of the transaction was written", failures, entries);
	}

	static ItemTransactionFailedException readFailed(List<TransactionFailure> failures, int entries) {
		return failed("Nothing was read by the transaction", failures, entries);
	}

	private static ItemTransactionFailedException failed(String outcome, List<TransactionFailure> failures,
			int entries) {
		String named = failures.stream().limit(NAMED).map(FailureFactory::text).collect(Collectors.joining("; "));
		String more = (failures.size() > NAMED) ? "; and %d more".formatted(failures.size() - NAMED) : "";
		return new ItemTransactionFailedException(
				"%s, as %d of its %d entries failed: %s%s".formatted(outcome, failures.size(), entries, named, more),
				failures);
	}

	private static String text(TransactionFailure failure) {
		Entry entry = failure.entry();
		return "entry %d (%s, table '%s'): %s".formatted(entry.index(), entry.operation(), entry.table(),
				failure.cause().getMessage());
	}

	static UncertainTransactionException uncertain(List<SentEntry> sent, RuntimeException lastAttempt) {
		Entry first = sent.get(0).entry();
		return new UncertainTransactionException(
				"The transaction of %d entries may have been carried out: no answer of DynamoDB tells. Read one of its items with a consistent read, such as %s of table '%s', and make the transaction again if the item does not show it"
					.formatted(sent.size(), first.key(), first.table()),
				sent.stream().map(SentEntry::entry).toList(), lastAttempt);
	}

}
