package io.daplug.template.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.TransactionOutcome;
import io.daplug.table.gate.WriteGate;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.TransactionSender;
import io.daplug.template.context.Turn;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure;
import io.daplug.template.model.TransactionOptions;
import io.daplug.template.write.PlannedEntry;
import io.daplug.template.write.TransactedWrite;
import io.daplug.template.write.TransactionAnnouncer;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Carries out one transaction: pass the gates of its tables, take the turn of its items,
 * look at those that have to be looked at, check, send, announce.
 */
public final class TransactionWriter {

	private final List<PlannedEntry> planned;

	private final Deadline deadline;

	private final RetryPause retry;

	private final TransactionSender sender;

	/**
	 * Begins a transaction.
	 * @param planned its entries, which keep {@link EntryRules}
	 * @param options how it behaves
	 */
	public TransactionWriter(List<PlannedEntry> planned, TransactionOptions options) {
		this.planned = planned;
		this.deadline = new Deadline(options.deadline());
		this.retry = new RetryPause(this.deadline);
		Map<String, DynamoDbRequests> tables = new LinkedHashMap<>();
		planned.forEach((entry) -> tables.putIfAbsent(entry.context().table().tableName(), entry.context().requests()));
		this.sender = new TransactionSender(DynamoDbRequests.together(tables.values()));
	}

	/**
	 * Carries it out.
	 * @return what became of each entry
	 * @throws org.springframework.dao.DataAccessException if nothing was written, or if
	 * nobody knows, which is an exception of its own
	 */
	public List<WrittenEntry> write() {
		List<WriteGate.Pass> passes = new ArrayList<>();
		try {
			this.planned.forEach((entry) -> passes.add(entry.enter()));
			return writeEntered();
		}
		finally {
			passes.forEach(WriteGate.Pass::close);
		}
	}

	private List<WrittenEntry> writeEntered() {
		try (Turn turn = TransactionAnnouncer.turn(this.planned)) {
			while (true) {
				Entries entries = look();
				EntryRules.checkSize(entries.sent());
				entries.sent().forEach((entry) -> entry.write().check());
				if (isCarriedOut(entries.sent())) {
					TransactionAnnouncer.announce(turn, entries.sent().stream().map(SentEntry::write).toList());
					return entries.written();
				}
			}
		}
	}

	/**
	 * The entries as they are after a look at the stored items.
	 *
	 * @param sent those that go out
	 * @param written what becomes of all entries if those are carried out
	 */
	private record Entries(List<SentEntry> sent, List<WrittenEntry> written) {

	}

	private Entries look() {
		Entries entries = new Entries(new ArrayList<>(this.planned.size()), new ArrayList<>(this.planned.size()));
		List<TransactionFailure> refused = new ArrayList<>();
		for (PlannedEntry planned : this.planned) {
			PlannedEntry.State state = planned.look();
			int index = entries.written().size();
			if (state instanceof PlannedEntry.State.Ready ready) {
				entries.sent().add(new SentEntry(index, planned, ready.write()));
				entries.written().add(new WrittenEntry(ready.write().written(), false, planned.context().converter()));
			}
			else if (state instanceof PlannedEntry.State.Kept kept) {
				entries.written().add(new WrittenEntry(kept.kept(), true, planned.context().converter()));
			}
			else {
				refused.add(FailureFactory.refused(FailureFactory.entry(index, planned),
						((PlannedEntry.State.Refused) state).refusal()));
				entries.written().add(new WrittenEntry(null, false, planned.context().converter()));
			}
		}
		if (!refused.isEmpty()) {
			throw FailureFactory.failed(refused, this.planned.size());
		}
		return entries;
	}

	/** Sends; answers false if it is worth it to look again. */
	private boolean isCarriedOut(List<SentEntry> sent) {
		while (!sent.isEmpty()) {
			List<List<TransactWriteItem>> items = new ArrayList<>(sent.size());
			List<TransactWriteItem> all = new ArrayList<>(sent.size());
			for (SentEntry entry : sent) {
				List<TransactWriteItem> own = entry.write().items();
				items.add(own);
				all.addAll(own);
			}
			EntryRules.checkClaims(sent, items);
			TransactionOutcome outcome = this.sender.send("transaction", all, this.deadline);
			if (outcome instanceof TransactionOutcome.Cancelled cancelled
					&& ClaimFailures.settle(sent, items, cancelled.refusal(), this.planned.size())) {
				continue;
			}
			return isCarriedOut(sent, items, outcome);
		}
		return true;
	}

	private boolean isCarriedOut(List<SentEntry> sent, List<List<TransactWriteItem>> items,
			TransactionOutcome outcome) {
		if (outcome instanceof TransactionOutcome.Lost lost) {
			throw FailureFactory.uncertain(sent, lost.failure());
		}
		if (outcome instanceof TransactionOutcome.Cancelled cancelled) {
			List<TransactionFailure> failures = FailureFactory.failures(sent,
					ClaimFailures.firstReasons(items, cancelled.refusal()), cancelled.refusal());
			if (canLookAgain(sent, failures) && this.retry.pause()) {
				return false;
			}
			throw FailureFactory.failed(failures, this.planned.size());
		}
		return true;
	}

	private static boolean canLookAgain(List<SentEntry> sent, List<TransactionFailure> failures) {
		return failures.stream()
			.allMatch((failure) -> FailureFactory.passes(failure.kind()) || sent.stream()
				.anyMatch((entry) -> entry.entry().equals(failure.entry())
						&& entry.write().canLookAgain(failure.cause())))
				&& failures.stream()
					.anyMatch((failure) -> !FailureFactory.passes(failure.kind())
							|| failure.cause().getCause() instanceof ConditionalCheckFailedException);
	}

}
