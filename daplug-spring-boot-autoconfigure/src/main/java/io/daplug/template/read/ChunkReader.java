package io.daplug.template.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.cache.CachedItem;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemSize;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.context.TableContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Asks for the keys of one request until each is answered or out of time. Used by several
 * threads, each with keys of its own.
 *
 * @param <T> type of the items
 */
final class ChunkReader<T> {

	/** An answer of this size ends because of DynamoDB's limit of 16 MB. */
	private static final long FULL_BYTES = 15L * 1024 * 1024;

	private final TableContext context;

	private final Deadline deadline;

	private final KeysAndAttributes form;

	/**
	 * Creates a reader.
	 * @param context the table, with requests that the deadline ends
	 * @param deadline when nothing more is asked
	 * @param form all of the request but its keys
	 */
	ChunkReader(TableContext context, Deadline deadline, KeysAndAttributes form) {
		this.context = context;
		this.deadline = deadline;
		this.form = form;
	}

	/** Reads a chunk. Keys that are out of time in the end stay unanswered. */
	void read(List<AskedKey<T>> chunk) {
		RetryPause retry = new RetryPause(this.deadline);
		List<AskedKey<T>> left = chunk;
		while (!left.isEmpty() && !this.deadline.isOver()) {
			boolean full = false;
			try {
				BatchGetItemResponse response = send(left);
				left = answered(left, response);
				full = !left.isEmpty() && isFull(response);
			}
			catch (RuntimeException ex) {
				if (!PassingFailure.is(ex)) {
					left.forEach((key) -> key.failed(ex));
					return;
				}
			}
			if (!left.isEmpty() && !full && !retry.pause()) {
				return;
			}
		}
	}

	private BatchGetItemResponse send(List<AskedKey<T>> keys) {
		DynamoDbRequests requests = this.context.requests();
		KeysAndAttributes asked = this.form.toBuilder().keys(keys.stream().map(AskedKey::stored).toList()).build();
		BatchGetItemRequest request = BatchGetItemRequest.builder()
			.requestItems(Map.of(this.context.table().tableName(), asked))
			.overrideConfiguration(requests.limit())
			.build();
		return requests.send("batch get", (client) -> client.batchGetItem(request));
	}

	/** Takes an answer, which has no order, and returns the keys that it leaves open. */
	private List<AskedKey<T>> answered(List<AskedKey<T>> keys, BatchGetItemResponse response) {
		Map<ItemKey, AskedKey<T>> open = new HashMap<>(2 * keys.size());
		keys.forEach((key) -> open.put(key.key(), key));
		for (Collection<Map<String, AttributeValue>> items : response.responses().values()) {
			for (Map<String, AttributeValue> item : items) {
				AskedKey<T> key = open.remove(this.context.keys().of(item));
				if (key != null) {
					key.read(new CachedItem(item, this.context.visibility().hides(item)));
				}
			}
		}
		Set<ItemKey> unprocessed = new HashSet<>();
		for (KeysAndAttributes notAnswered : response.unprocessedKeys().values()) {
			notAnswered.keys().forEach((key) -> unprocessed.add(this.context.keys().of(key)));
		}
		List<AskedKey<T>> left = new ArrayList<>();
		open.forEach((stored, key) -> {
			if (unprocessed.contains(stored)) {
				left.add(key);
			}
			else {
				key.read(CachedItem.MISSING);
			}
		});
		return left;
	}

	/** What an answer leaves open for its size can be asked for at once. */
	private static boolean isFull(BatchGetItemResponse response) {
		long bytes = 0;
		for (Collection<Map<String, AttributeValue>> items : response.responses().values()) {
			for (Map<String, AttributeValue> item : items) {
				bytes += ItemSize.of(item);
			}
		}
		return bytes >= FULL_BYTES;
	}

}
