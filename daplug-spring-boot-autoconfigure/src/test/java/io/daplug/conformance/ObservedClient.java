package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Passes requests on and counts the writes among them. Before the first write of a step
 * it lets a concurrent writer go first, and of the first batch it leaves entries
 * unprocessed. Requests may come from several threads.
 */
final class ObservedClient implements DynamoDbClient {

	private final DynamoDbClient delegate;

	private Runnable concurrentWriter = () -> {
	};

	private int unprocessed;

	private int writes;

	ObservedClient(DynamoDbClient delegate) {
		this.delegate = delegate;
	}

	/**
	 * Begins a step.
	 * @param concurrentWriter what somebody else writes right before the first write
	 * @param unprocessed how many entries of the first batch are not carried out
	 */
	synchronized void beginStep(Runnable concurrentWriter, int unprocessed) {
		this.concurrentWriter = concurrentWriter;
		this.unprocessed = unprocessed;
		this.writes = 0;
	}

	/** How many requests of the step were to write something. */
	synchronized int writes() {
		return this.writes;
	}

	private synchronized void beforeWrite() {
		if (this.writes == 0) {
			this.concurrentWriter.run();
		}
		this.writes++;
	}

	private synchronized int takeUnprocessed() {
		int taken = this.unprocessed;
		this.unprocessed = 0;
		return taken;
	}

	@Override
	public PutItemResponse putItem(PutItemRequest request) {
		beforeWrite();
		return this.delegate.putItem(request);
	}

	@Override
	public UpdateItemResponse updateItem(UpdateItemRequest request) {
		beforeWrite();
		return this.delegate.updateItem(request);
	}

	@Override
	public DeleteItemResponse deleteItem(DeleteItemRequest request) {
		beforeWrite();
		return this.delegate.deleteItem(request);
	}

	@Override
	public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
		beforeWrite();
		return this.delegate.transactWriteItems(request);
	}

	@Override
	public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
		beforeWrite();
		int left = takeUnprocessed();
		if (left == 0) {
			return this.delegate.batchWriteItem(request);
		}
		Map<String, List<WriteRequest>> carriedOut = new LinkedHashMap<>();
		Map<String, List<WriteRequest>> refused = new LinkedHashMap<>();
		request.requestItems().forEach((table, entries) -> {
			int kept = Math.max(0, entries.size() - left);
			if (kept > 0) {
				carriedOut.put(table, new ArrayList<>(entries.subList(0, kept)));
			}
			refused.put(table, new ArrayList<>(entries.subList(kept, entries.size())));
		});
		if (carriedOut.isEmpty()) {
			return BatchWriteItemResponse.builder().unprocessedItems(refused).build();
		}
		return this.delegate.batchWriteItem(request.toBuilder().requestItems(carriedOut).build())
			.toBuilder()
			.unprocessedItems(refused)
			.build();
	}

	@Override
	public GetItemResponse getItem(GetItemRequest request) {
		return this.delegate.getItem(request);
	}

	@Override
	public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
		int left = takeUnprocessed();
		if (left == 0) {
			return this.delegate.batchGetItem(request);
		}
		Map<String, KeysAndAttributes> carriedOut = new LinkedHashMap<>();
		Map<String, KeysAndAttributes> refused = new LinkedHashMap<>();
		request.requestItems().forEach((table, asked) -> {
			List<Map<String, AttributeValue>> keys = asked.keys();
			int kept = Math.max(0, keys.size() - left);
			if (kept > 0) {
				carriedOut.put(table, asked.toBuilder().keys(keys.subList(0, kept)).build());
			}
			refused.put(table, asked.toBuilder().keys(keys.subList(kept, keys.size())).build());
		});
		if (carriedOut.isEmpty()) {
			return BatchGetItemResponse.builder().unprocessedKeys(refused).build();
		}
		return this.delegate.batchGetItem(request.toBuilder().requestItems(carriedOut).build())
			.toBuilder()
			.unprocessedKeys(refused)
			.build();
	}

	@Override
	public CreateTableResponse createTable(CreateTableRequest request) {
		return this.delegate.createTable(request);
	}

	@Override
	public DeleteTableResponse deleteTable(DeleteTableRequest request) {
		return this.delegate.deleteTable(request);
	}

	@Override
	public DescribeTableResponse describeTable(DescribeTableRequest request) {
		return this.delegate.describeTable(request);
	}

	@Override
	public QueryResponse query(QueryRequest request) {
		return this.delegate.query(request);
	}

	@Override
	public ScanResponse scan(ScanRequest request) {
		return this.delegate.scan(request);
	}

	@Override
	public String serviceName() {
		return this.delegate.serviceName();
	}

	/** The delegate is not ours to close. */
	@Override
	public void close() {
	}

}
