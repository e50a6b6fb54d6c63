package io.daplug.stream.parking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.dynamodb.ConditionRefusal;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.item.ItemSize;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The table of parked changes. The hash key is the listener, the range key the entry, so
 * that the entries of a listener, and in these those of an item, lie side by side. A
 * change that is too large for an item lies in parts, at the end of its listener's
 * entries, where no listing reads them.
 */
final class ParkedTable {

	/** How long a change belongs to whoever redrives it. */
	static final Duration CLAIM = Duration.ofMinutes(2);

	/** What fits into an item, keys and names included. */
	private static final int PART = 380 * 1024;

	/** What an item holds besides the change, at most. */
	private static final int ENVELOPE = 20 * 1024;

	private final DynamoDbRequests requests;

	private final String tableName;

	private final EntryLayout layout;

	ParkedTable(DynamoDbClient client, TableDefinition table, @Nullable Duration parkedFor, Clock clock) {
		this.requests = new DynamoDbRequests(client, table.name(), table.tableName());
		this.tableName = table.tableName();
		this.layout = new EntryLayout(table, parkedFor, clock);
	}

	Instant now() {
		return this.layout.now();
	}

	/** The place of an entry that was read. */
	ParkedPlace place(Map<String, AttributeValue> item) {
		return this.layout.place(item);
	}

	/**
	 * Stores an entry, or renews what is stored of it.
	 * @param terms what is stored beside the change
	 * @param change the change
	 */
	void store(ParkedPlace place, UpdateTerms terms, byte[] change) {
		this.layout.expire(terms);
		if (change.length <= ItemSize.LIMIT - ENVELOPE) {
			terms.set(ParkedAttributes.CHANGE, AttributeValue.fromB(SdkBytes.fromByteArray(change)));
			this.requests.send("park",
					(client) -> client.updateItem((update) -> update.tableName(this.tableName)
						.key(this.layout.key(place))
						.updateExpression(terms.expression())
						.expressionAttributeNames(terms.names())
						.expressionAttributeValues(terms.values())));
			return;
		}
		List<TransactWriteItem> writes = new ArrayList<>();
		for (int begin = 0; begin < change.length; begin += PART) {
			writes.add(part(place.part(writes.size()), change, begin));
		}
		terms.set(ParkedAttributes.PARTS, AttributeValue.fromN(Integer.toString(writes.size())));
		writes.add(TransactWriteItem.builder()
			.update(Update.builder()
				.tableName(this.tableName)
				.key(this.layout.key(place))
				.updateExpression(terms.expression())
				.expressionAttributeNames(terms.names())
				.expressionAttributeValues(terms.values())
				.build())
			.build());
		this.requests.send("park", (client) -> client.transactWriteItems((request) -> request.transactItems(writes)));
	}

	private TransactWriteItem part(ParkedPlace place, byte[] change, int begin) {
		byte[] bytes = new byte[Math.min(PART, change.length - begin)];
		System.arraycopy(change, begin, bytes, 0, bytes.length);
		Map<String, AttributeValue> item = this.layout.key(place);
		item.put(ParkedAttributes.CHANGE, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
		this.layout.expire(item);
		return TransactWriteItem.builder().put(Put.builder().tableName(this.tableName).item(item).build()).build();
	}

	/** Reads an entry; null if there is none, or it has expired. */
	@Nullable Map<String, AttributeValue> find(ParkedPlace place) {
		Map<String, AttributeValue> item = this.requests
			.send("find",
					(client) -> client.getItem(
							(get) -> get.tableName(this.tableName).key(this.layout.key(place)).consistentRead(true)))
			.item();
		return this.layout.isLive(item) ? item : null;
	}

	/**
	 * Reads the entries of a listener, or all, without their changes.
	 * @param listener id of the listener; null for all
	 * @param after the entry after which to begin; null to begin with the first
	 */
	EntryPages entries(@Nullable String listener, @Nullable ParkedPlace after) {
		UpdateTerms terms = new UpdateTerms();
		String projection = this.layout.projection(terms);
		if (listener == null) {
			ScanRequest.Builder scan = ScanRequest.builder()
				.tableName(this.tableName)
				.projectionExpression(projection)
				.expressionAttributeNames(terms.names());
			return new EntryPages((start) -> {
				ScanResponse answer = this.requests.send("list",
						(client) -> client.scan(scan.exclusiveStartKey(start.isEmpty() ? null : start).build()));
				return new EntryPages.Page(answer.items(), answer.lastEvaluatedKey());
			}, (after != null) ? this.layout.key(after) : Map.of(), this.layout::isLive);
		}
		QueryRequest.Builder query = QueryRequest.builder()
			.tableName(this.tableName)
			.keyConditionExpression(
					"%s = %s AND %s < %s".formatted(this.layout.hashKey(terms), terms.value(this.layout.hash(listener)),
							this.layout.rangeKey(terms), terms.value(this.layout.range(ParkedPlace.PARTS))));
		return query(query.projectionExpression(projection), terms,
				(after != null) ? this.layout.key(after) : Map.of());
	}

	/** Reads the entries of the item that an entry belongs to, without their changes. */
	EntryPages entriesOfItem(ParkedPlace place) {
		UpdateTerms terms = new UpdateTerms();
		QueryRequest.Builder query = QueryRequest.builder()
			.tableName(this.tableName)
			.consistentRead(true)
			.keyConditionExpression("%s = %s AND begins_with(%s, %s)".formatted(this.layout.hashKey(terms),
					terms.value(this.layout.hash(place.listener())), this.layout.rangeKey(terms),
					terms.value(this.layout.range(place.item() + "-"))));
		return query(query.projectionExpression(this.layout.projection(terms)), terms, Map.of());
	}

	private EntryPages query(QueryRequest.Builder query, UpdateTerms terms, Map<String, AttributeValue> start) {
		query.expressionAttributeNames(terms.names()).expressionAttributeValues(terms.values());
		return new EntryPages((next) -> {
			QueryResponse answer = this.requests.send("list",
					(client) -> client.query(query.exclusiveStartKey(next.isEmpty() ? null : next).build()));
			return new EntryPages.Page(answer.items(), answer.lastEvaluatedKey());
		}, start, this.layout::isLive);
	}

	/**
	 * Claims an entry.
	 * @param owner who claims it
	 */
	Claim claim(ParkedPlace place, String owner) {
		UpdateTerms terms = new UpdateTerms();
		Instant now = now();
		terms.set(ParkedAttributes.CLAIMED_BY, owner).set(ParkedAttributes.CLAIMED_UNTIL, millis(now.plus(CLAIM)));
		String condition = "attribute_exists(%s) AND %s".formatted(terms.name(ParkedAttributes.LISTENER),
				unclaimed(terms));
		try {
			return new Claim.Granted(this.requests
				.send("claim",
						(client) -> client.updateItem((update) -> update.tableName(this.tableName)
							.key(this.layout.key(place))
							.updateExpression(terms.expression())
							.conditionExpression(condition)
							.expressionAttributeNames(terms.names())
							.expressionAttributeValues(terms.values())
							.returnValues(ReturnValue.ALL_NEW)
							.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
				.attributes());
		}
		catch (RuntimeException ex) {
			ConditionalCheckFailedException unmet = ConditionRefusal.in(ex);
			if (unmet == null) {
				throw ex;
			}
			return refused(unmet.item(), owner);
		}
	}

	/** A claim that was sent twice meets itself. */
	private static Claim refused(Map<String, AttributeValue> entry, String owner) {
		AttributeValue claimedBy = entry.get(ParkedAttributes.CLAIMED_BY);
		if (claimedBy != null && owner.equals(claimedBy.s())) {
			return new Claim.Granted(entry);
		}
		return entry.containsKey(ParkedAttributes.LISTENER) ? Claim.Refused.TAKEN : Claim.Refused.GONE;
	}

	private String unclaimed(UpdateTerms terms) {
		String until = terms.name(ParkedAttributes.CLAIMED_UNTIL);
		return "(attribute_not_exists(%s) OR %s < %s)".formatted(until, until, terms.value(millis(now())));
	}

	private static AttributeValue millis(Instant time) {
		return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
	}

	/**
	 * Changes an entry that is still claimed, and gives the claim back. Does nothing if
	 * somebody else has the claim.
	 * @return whether it was still claimed
	 */
	boolean giveBack(ParkedPlace place, String owner, UpdateTerms terms) {
		terms.remove(ParkedAttributes.CLAIMED_UNTIL);
		String condition = "%s = %s".formatted(terms.name(ParkedAttributes.CLAIMED_BY),
				terms.value(AttributeValue.fromS(owner)));
		return meets(() -> this.requests.send("redrive",
				(client) -> client.updateItem((update) -> update.tableName(this.tableName)
					.key(this.layout.key(place))
					.updateExpression(terms.expression())
					.conditionExpression(condition)
					.expressionAttributeNames(terms.names())
					.expressionAttributeValues(terms.values()))));
	}

	/** Reads the change of an entry, which may lie in parts. */
	byte[] change(Map<String, AttributeValue> entry) {
		AttributeValue whole = entry.get(ParkedAttributes.CHANGE);
		if (whole != null) {
			return whole.b().asByteArrayUnsafe();
		}
		ParkedPlace place = place(entry);
		List<byte[]> parts = new ArrayList<>();
		for (int number = 0; number < parts(entry); number++) {
			Map<String, AttributeValue> key = this.layout.key(place.part(number));
			AttributeValue part = this.requests
				.send("redrive",
						(client) -> client
							.getItem((get) -> get.tableName(this.tableName).key(key).consistentRead(true)))
				.item()
				.get(ParkedAttributes.CHANGE);
			if (part == null) {
				throw new IllegalStateException("Part %d of the parked change is missing".formatted(number));
			}
			parts.add(part.b().asByteArrayUnsafe());
		}
		return join(parts);
	}

	private static byte[] join(List<byte[]> parts) {
		byte[] all = new byte[parts.stream().mapToInt((part) -> part.length).sum()];
		int end = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, all, end, part.length);
			end += part.length;
		}
		return all;
	}

	private static int parts(Map<String, AttributeValue> entry) {
		AttributeValue parts = entry.get(ParkedAttributes.PARTS);
		return (parts != null) ? Integer.parseInt(parts.n()) : 0;
	}

	/**
	 * Removes an entry that was handled, and says whether it is gone: it is not if its
	 * claim was over, and somebody else has claimed it.
	 * @param owner who has claimed it
	 */
	boolean remove(Map<String, AttributeValue> entry, String owner) {
		UpdateTerms terms = new UpdateTerms();
		boolean removed = remove(entry, terms,
				"%s = %s".formatted(terms.name(ParkedAttributes.CLAIMED_BY), terms.value(AttributeValue.fromS(owner))));
		// An attempt that follows one whose answer was lost meets its own work.
		return removed || find(place(entry)) == null;
	}

	/** Removes an entry that nobody has claimed, and says whether it did. */
	boolean discard(Map<String, AttributeValue> entry) {
		UpdateTerms terms = new UpdateTerms();
		return remove(entry, terms,
				"attribute_exists(%s) AND %s".formatted(terms.name(ParkedAttributes.LISTENER), unclaimed(terms)));
	}

	private boolean remove(Map<String, AttributeValue> entry, UpdateTerms terms, String condition) {
		ParkedPlace place = place(entry);
		int parts = parts(entry);
		if (parts == 0) {
			return meets(() -> this.requests.send("remove",
					(client) -> client.deleteItem((delete) -> delete.tableName(this.tableName)
						.key(this.layout.key(place))
						.conditionExpression(condition)
						.expressionAttributeNames(terms.names())
						.expressionAttributeValues(terms.values()))));
		}
		List<TransactWriteItem> deletes = new ArrayList<>();
		deletes.add(TransactWriteItem.builder()
			.delete(Delete.builder()
				.tableName(this.tableName)
				.key(this.layout.key(place))
				.conditionExpression(condition)
				.expressionAttributeNames(terms.names())
				.expressionAttributeValues(terms.values())
				.build())
			.build());
		for (int number = 0; number < parts; number++) {
			Map<String, AttributeValue> key = this.layout.key(place.part(number));
			deletes.add(TransactWriteItem.builder()
				.delete(Delete.builder().tableName(this.tableName).key(key).build())
				.build());
		}
		return meets(() -> this.requests.send("remove",
				(client) -> client.transactWriteItems((request) -> request.transactItems(deletes))));
	}

	/** Sends a write, and says whether its condition was met. */
	private static boolean meets(Runnable write) {
		try {
			write.run();
			return true;
		}
		catch (RuntimeException ex) {
			if (ConditionRefusal.in(ex) != null || isCancelledByCondition(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private static boolean isCancelledByCondition(RuntimeException ex) {
		return ex.getCause() instanceof TransactionCanceledException cancelled && cancelled.cancellationReasons()
			.stream()
			.anyMatch((reason) -> "ConditionalCheckFailed".equals(reason.code()));
	}

}
