package io.daplug.mirror;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * What mirrors need of DynamoDB, in memory: one table, puts on the condition that what is
 * stored is older, and writes whatever is stored. Fast enough for thousands of histories;
 * {@link MirrorConvergenceIntegrationTests} holds it against the real server.
 */
final class MemoryTable implements DynamoDbClient {

	private static final Pattern OLDER = Pattern
		.compile("\\(?attribute_not_exists\\((#\\w+)\\)\\)? OR \\(?(#\\w+) < (:\\w+)\\)?");

	/**
	 * What goes wrong with a request.
	 */
	enum Fault {

		NONE, BEFORE, AFTER

	}

	/**
	 * Says what goes wrong with requests that write, by their numbers.
	 */
	@FunctionalInterface
	interface Faults {

		Fault of(int request);

	}

	private final List<String> keys;

	private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();

	private final AtomicInteger requests = new AtomicInteger();

	private final Faults faults;

	private final Consumer<MemoryTable> observer;

	private final boolean forgetful;

	MemoryTable(List<String> keys, Faults faults) {
		this(keys, faults, (table) -> {
		}, false);
	}

	private MemoryTable(List<String> keys, Faults faults, Consumer<MemoryTable> observer, boolean forgetful) {
		this.keys = keys;
		this.faults = faults;
		this.observer = observer;
		this.forgetful = forgetful;
	}

	/** A table that is looked at after each write. */
	MemoryTable observed(Consumer<MemoryTable> observer) {
		return new MemoryTable(this.keys, this.faults, observer, this.forgetful);
	}

	/** A table in which a tombstone is a real delete. */
	MemoryTable forgetful() {
		return new MemoryTable(this.keys, this.faults, this.observer, true);
	}

	/** All that is stored, tombstones too. */
	synchronized List<Map<String, AttributeValue>> stored() {
		return new ArrayList<>(this.items.values());
	}

	@Override
	public synchronized PutItemResponse putItem(PutItemRequest request) {
		Fault fault = this.faults.of(this.requests.getAndIncrement());
		fail(fault == Fault.BEFORE);
		Map<String, AttributeValue> key = key(request.item());
		Map<String, AttributeValue> old = this.items.get(key);
		if (!isMet(request, old)) {
			throw ConditionalCheckFailedException.builder().item(old).message("The conditional request failed").build();
		}
		put(request.item());
		this.observer.accept(this);
		fail(fault == Fault.AFTER);
		return PutItemResponse.builder()
			.attributes((request.returnValues() == ReturnValue.ALL_OLD) ? old : null)
			.build();
	}

	private static void fail(boolean fails) {
		if (fails) {
			throw InternalServerErrorException.builder().message("Internal server error").statusCode(500).build();
		}
	}

	/** Any other condition is a mistake of the test. */
	private static boolean isMet(PutItemRequest request, @Nullable Map<String, AttributeValue> old) {
		if (request.conditionExpression() == null) {
			return true;
		}
		Matcher older = OLDER.matcher(request.conditionExpression());
		if (!older.matches()) {
			throw new IllegalArgumentException("Unknown condition: " + request.conditionExpression());
		}
		String name = request.expressionAttributeNames().get(older.group(1));
		AttributeValue value = request.expressionAttributeValues().get(older.group(3));
		AttributeValue stored = (old != null) ? old.get(name) : null;
		return stored == null || (value != null && stored.s().compareTo(value.s()) < 0);
	}

	private void put(Map<String, AttributeValue> item) {
		if (this.forgetful && item.containsKey("_removed")) {
			this.items.remove(key(item));
		}
		else {
			this.items.put(key(item), item);
		}
	}

	@Override
	public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
		Fault fault = this.faults.of(this.requests.getAndIncrement());
		fail(fault == Fault.BEFORE);
		Map<String, AttributeValue> old = this.items.remove(key(request.key()));
		this.observer.accept(this);
		fail(fault == Fault.AFTER);
		return DeleteItemResponse.builder()
			.attributes((request.returnValues() == ReturnValue.ALL_OLD) ? old : null)
			.build();
	}

	@Override
	public synchronized BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
		Fault fault = this.faults.of(this.requests.getAndIncrement());
		fail(fault == Fault.BEFORE);
		request.requestItems().values().forEach((writes) -> writes.forEach((write) -> {
			if (write.putRequest() != null) {
				put(write.putRequest().item());
			}
			else {
				this.items.remove(key(write.deleteRequest().key()));
			}
		}));
		this.observer.accept(this);
		fail(fault == Fault.AFTER);
		return BatchWriteItemResponse.builder().build();
	}

	@Override
	public synchronized GetItemResponse getItem(GetItemRequest request) {
		return GetItemResponse.builder().item(this.items.get(key(request.key()))).build();
	}

	@Override
	public synchronized ScanResponse scan(ScanRequest request) {
		return ScanResponse.builder().items(stored()).count(this.items.size()).build();
	}

	private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		this.keys.forEach((name) -> key.put(name, item.getOrDefault(name, AttributeValue.fromNul(true))));
		return key;
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
