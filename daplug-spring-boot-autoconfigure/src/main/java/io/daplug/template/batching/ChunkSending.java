package io.daplug.template.batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.item.ItemKey;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.context.TableContext;
import io.daplug.template.write.WriteRefusalFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The way of one chunk into the table: sent until each entry is written, refused,
 * uncertain or out of time. A chunk that DynamoDB refuses for one of its entries is sent
 * again entry by entry.
 *
 * @param <T> type of the entries
 */
final class ChunkSending<T> {

	private static final Set<String> REFUSALS_OF_ITEMS = Set.of("ValidationException",
			"ItemCollectionSizeLimitExceededException");

	private final TableContext context;

	private final WriteRefusalFactory refusals;

	private final Deadline deadline;

	private final BatchOutcome<T> outcome;

	private final List<BatchEntry<T>> written = new ArrayList<>();

	/** Entries of which it is known what the caller is told. */
	private final Set<BatchEntry<T>> settled = Collections.newSetFromMap(new IdentityHashMap<>());

	/** Entries that an attempt may have written although a later one did not. */
	private final Set<BatchEntry<T>> doubtful = Collections.newSetFromMap(new IdentityHashMap<>());

	ChunkSending(TableContext context, Deadline deadline, BatchOutcome<T> outcome) {
		this.context = context;
		this.refusals = new WriteRefusalFactory(context);
		this.deadline = deadline;
		this.outcome = outcome;
	}

	/** Sends the entries of a chunk, and answers with those that are written. */
	List<BatchEntry<T>> send(List<BatchEntry<T>> chunk) {
		try {
			sendAll(chunk);
		}
		catch (Throwable ex) {
			// What other requests of the chunk have written is to be announced.
			chunk.stream().filter((entry) -> !this.settled.contains(entry)).forEach((entry) -> uncertain(entry, ex));
		}
		return this.written;
	}

	private void sendAll(List<BatchEntry<T>> entries) {
		RetryPause retry = new RetryPause(this.deadline);
		List<BatchEntry<T>> left = entries;
		while (!left.isEmpty() && !this.deadline.isOver()) {
			try {
				left = sendOnce(left);
			}
			catch (RuntimeException ex) {
				if (!PassingFailure.is(ex)) {
					refused(left, ex);
					return;
				}
			}
			if (!left.isEmpty() && !retry.pause()) {
				break;
			}
		}
		left.forEach(this::leaveOver);
	}

	private void refused(List<BatchEntry<T>> entries, RuntimeException refusal) {
		if (entries.size() > 1 && blamesItems(refusal)) {
			entries.forEach((entry) -> sendAll(List.of(entry)));
			return;
		}
		for (BatchEntry<T> entry : entries) {
			if (this.doubtful.contains(entry)) {
				uncertain(entry, refusal);
			}
			else {
				this.settled.add(entry);
				this.outcome.failed(entry.given(), refusal);
			}
		}
	}

	private static boolean blamesItems(RuntimeException refusal) {
		return refusal.getCause() instanceof AwsServiceException answer && answer.awsErrorDetails() != null
				&& REFUSALS_OF_ITEMS.contains(answer.awsErrorDetails().errorCode());
	}

	private void leaveOver(BatchEntry<T> entry) {
		if (this.doubtful.contains(entry)) {
			uncertain(entry, null);
		}
		else {
			this.settled.add(entry);
			this.outcome.unprocessed(entry);
		}
	}

	private void written(BatchEntry<T> entry) {
		this.settled.add(entry);
		this.written.add(entry);
	}

	private void uncertain(BatchEntry<T> entry, @Nullable Throwable lastAttempt) {
		this.settled.add(entry);
		this.outcome.uncertain(entry.given(), this.refusals.uncertain(entry.write(), lastAttempt));
	}

	/** Makes one request, and answers with what it left to be sent again. */
	private List<BatchEntry<T>> sendOnce(List<BatchEntry<T>> entries) {
		WriteOutcome<BatchWriteItemResponse> sent = request(entries);
		if (sent instanceof WriteOutcome.Lost<BatchWriteItemResponse> lost) {
			entries.forEach((entry) -> uncertain(entry, lost.failure()));
			return List.of();
		}
		WriteOutcome.Done<BatchWriteItemResponse> done = (WriteOutcome.Done<BatchWriteItemResponse>) sent;
		List<WriteRequest> unprocessed = done.response()
			.unprocessedItems()
			.getOrDefault(this.context.table().tableName(), List.of());
		if (unprocessed.isEmpty()) {
			entries.forEach(this::written);
			return List.of();
		}
		// By key, as DynamoDB need not give back what it was sent to the letter.
		Set<ItemKey> open = new HashSet<>();
		unprocessed.forEach((request) -> open.add(key(request)));
		List<BatchEntry<T>> left = new ArrayList<>();
		for (BatchEntry<T> entry : entries) {
			if (open.contains(entry.key())) {
				left.add(entry);
			}
			else {
				written(entry);
			}
		}
		if (done.repeated()) {
			this.doubtful.addAll(left);
		}
		return left;
	}

	private WriteOutcome<BatchWriteItemResponse> request(List<BatchEntry<T>> entries) {
		// Made here, each request copies its item in parallel and not long before it is
		// sent.
		List<WriteRequest> writes = entries.stream().map((entry) -> entry.write().action().batched()).toList();
		DynamoDbRequests requests = this.context.requests();
		BatchWriteItemRequest request = BatchWriteItemRequest.builder()
			.requestItems(Map.of(this.context.table().tableName(), writes))
			.overrideConfiguration(requests.limit())
			.build();
		return requests.write("batch write", request, DynamoDbClient::batchWriteItem);
	}

	private ItemKey key(WriteRequest request) {
		Map<String, AttributeValue> attributes = (request.putRequest() != null) ? request.putRequest().item()
				: request.deleteRequest().key();
		return this.context.keys().of(attributes);
	}

}
