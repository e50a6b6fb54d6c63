package io.daplug.template.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.CancelledEntry;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.model.TransactionFailure;
import io.daplug.template.model.TransactionOptions;
import io.daplug.template.read.TransactedRead;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import org.springframework.dao.DataAccessException;

/**
 * Reads the items of one transaction.
 */
public final class TransactionReader {

	private final List<TransactedRead> reads;

	private final Deadline deadline;

	/**
	 * Begins a transaction.
	 * @param reads its entries, which keep {@link EntryRules}
	 * @param options how it behaves
	 */
	public TransactionReader(List<TransactedRead> reads, TransactionOptions options) {
		this.reads = reads;
		this.deadline = new Deadline(options.deadline());
	}

	/**
	 * Reads the items, again while another transaction writes one of them, or there is no
	 * capacity.
	 * @return what each entry read
	 * @throws DataAccessException if they could not be read
	 */
	public List<ReadEntry> read() {
		Map<String, DynamoDbRequests> tables = new LinkedHashMap<>();
		this.reads.forEach((read) -> tables.putIfAbsent(read.context().table().tableName(), read.context().requests()));
		DynamoDbRequests requests = DynamoDbRequests.together(tables.values()).within(this.deadline::requestNanos);
		List<TransactGetItem> items = this.reads.stream().map(TransactedRead::item).toList();
		RetryPause retry = new RetryPause(this.deadline);
		TransactionCanceledException cancelled = null;
		while (true) {
			try {
				return seen(responses(requests, items));
			}
			catch (DataAccessException ex) {
				boolean passes = PassingFailure.is(ex);
				if (ex.getCause() instanceof TransactionCanceledException refusal) {
					cancelled = refusal;
					passes = CancelledEntry.passes(refusal);
				}
				if (!passes || !retry.pause()) {
					throw failure(ex, cancelled, passes);
				}
			}
		}
	}

	private static List<ItemResponse> responses(DynamoDbRequests requests, List<TransactGetItem> items) {
		TransactGetItemsRequest request = TransactGetItemsRequest.builder()
			.transactItems(items)
			.overrideConfiguration(requests.limit())
			.build();
		return requests.send("transaction", (client) -> client.transactGetItems(request)).responses();
	}

	private List<ReadEntry> seen(List<ItemResponse> responses) {
		List<ReadEntry> entries = new ArrayList<>(this.reads.size());
		for (int i = 0; i < this.reads.size(); i++) {
			TransactedRead read = this.reads.get(i);
			entries.add(new ReadEntry(read.seen(responses.get(i)), read.context().converter()));
		}
		return entries;
	}

	/** The last of several attempts may only say that the deadline ended it. */
	private DataAccessException failure(DataAccessException last, @Nullable TransactionCanceledException cancelled,
			boolean passes) {
		boolean tells = cancelled != null && (passes || last.getCause() == cancelled);
		List<TransactionFailure> failures = (cancelled != null && tells)
				? FailureFactory.readFailures(this.reads, cancelled) : List.of();
		return failures.isEmpty() ? last : FailureFactory.readFailed(failures, this.reads.size());
	}

}
