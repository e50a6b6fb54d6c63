package io.daplug.template.cache;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.dynamodb.WriteWatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The cached items of all tables that are written through one client. Whoever writes,
 * whatever the write is, and whatever becomes of it: the items of the request are
 * forgotten. A refused write says that the item is not what somebody thought it was.
 */
public final class TableCaches implements WriteWatch {

	/** Templates over one table share what is written, whoever made them. */
	private static final Map<DynamoDbClient, TableCaches> OF_CLIENTS = new WeakHashMap<>();

	/** By the names of the tables in DynamoDB. Items go with the template they are of. */
	private final Map<String, List<WeakReference<CachedItems>>> byTable = new ConcurrentHashMap<>();

	TableCaches() {
	}

	/**
	 * Returns the cached items of the tables of a client.
	 * @param client the client through which the tables are written
	 * @return the cached items, the same ones for the same client
	 */
	public static TableCaches of(DynamoDbClient client) {
		synchronized (OF_CLIENTS) {
			return OF_CLIENTS.computeIfAbsent(client, (key) -> new TableCaches());
		}
	}

	/**
	 * Adds the cached items of a table, of which there may be several, as it may have
	 * several templates.
	 * @param tableName the name of the table in DynamoDB
	 * @param items its items
	 */
	public void add(String tableName, CachedItems items) {
		List<WeakReference<CachedItems>> ofTable = this.byTable.computeIfAbsent(tableName,
				(name) -> new CopyOnWriteArrayList<>());
		ofTable.removeIf((reference) -> reference.get() == null);
		ofTable.add(new WeakReference<>(items));
	}

	@Override
	public void ended(DynamoDbRequest request, boolean mayFollow) {
		if (this.byTable.isEmpty()) {
			return;
		}
		if (request instanceof PutItemRequest put) {
			written(put.tableName(), put.item(), mayFollow);
		}
		else if (request instanceof UpdateItemRequest update) {
			written(update.tableName(), update.key(), mayFollow);
		}
		else if (request instanceof DeleteItemRequest delete) {
			written(delete.tableName(), delete.key(), mayFollow);
		}
		else if (request instanceof BatchWriteItemRequest batch) {
			batch.requestItems()
				.forEach((tableName, writes) -> writes.forEach((write) -> written(tableName, write, mayFollow)));
		}
		else if (request instanceof TransactWriteItemsRequest transaction) {
			transaction.transactItems().forEach((entry) -> written(entry, mayFollow));
		}
	}

	private void written(String tableName, WriteRequest write, boolean mayFollow) {
		written(tableName, (write.putRequest() != null) ? write.putRequest().item() : write.deleteRequest().key(),
				mayFollow);
	}

	private void written(TransactWriteItem entry, boolean mayFollow) {
		if (entry.put() != null) {
			written(entry.put().tableName(), entry.put().item(), mayFollow);
		}
		else if (entry.update() != null) {
			written(entry.update().tableName(), entry.update().key(), mayFollow);
		}
		else if (entry.delete() != null) {
			written(entry.delete().tableName(), entry.delete().key(), mayFollow);
		}
		else if (entry.conditionCheck() != null) {
			written(entry.conditionCheck().tableName(), entry.conditionCheck().key(), false);
		}
	}

	private void written(String tableName, Map<String, AttributeValue> item, boolean mayFollow) {
		for (WeakReference<CachedItems> reference : this.byTable.getOrDefault(tableName, List.of())) {
			CachedItems items = reference.get();
			if (items != null) {
				items.written(item, mayFollow);
			}
		}
	}

}
