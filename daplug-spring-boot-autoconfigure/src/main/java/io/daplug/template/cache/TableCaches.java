package io.daplug.template.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.ItemCache;
import io.daplug.dynamodb.WriteWatch;
import io.daplug.dynamodb.WriteWatches;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import org.springframework.util.Assert;

/**
 * The cached items of all tables that are written through one client. Whoever writes,
 * whatever the write is, and whatever becomes of it: the items of the request are
 * forgotten. A refused write says that the item is not what somebody thought it was. With
 * a table that is deleted, or made anew, all its items are forgotten.
 */
public final class TableCaches implements WriteWatch {

	/** By the names of the tables in DynamoDB. */
	private final Map<String, CachedTable> byTable = new ConcurrentHashMap<>();

	TableCaches() {
	}

	/**
	 * Returns the cached items of the tables of a client.
	 * @param client the client through which the tables are written
	 * @return the cached items, the same ones for the same client
	 */
	public static TableCaches of(DynamoDbClient client) {
		return WriteWatches.of(client).watch(TableCaches.class, TableCaches::new);
	}

	/**
	 * Returns the items of a table that are kept as a definition says.
	 * @param tableName the name of the table in DynamoDB
	 * @param definition how they are kept
	 * @param keys the keys of the table
	 * @return the items, which are forgotten when they are written
	 */
	public CachedItems items(String tableName, CacheDefinition definition, TableKeys keys) {
		return table(tableName).items(definition,
				(table) -> new CachedItems(table, new CachedItems.Way(definition, ItemCache.of(definition)), keys));
	}

	/**
	 * Returns the items of a table that a cache keeps.
	 * @param tableName the name of the table in DynamoDB
	 * @param cache keeps them
	 * @param keys the keys of the table
	 * @return the items, which are forgotten when they are written
	 * @throws IllegalStateException if the cache keeps items of another table: one key
	 * may be that of an item of each
	 */
	public synchronized CachedItems items(String tableName, ItemCache cache, TableKeys keys) {
		this.byTable.forEach((other, table) -> Assert.state(other.equals(tableName) || !table.isKeptBy(cache),
				() -> "'cache' of table '%s' keeps items of table '%s'; give each table a cache of its own"
					.formatted(tableName, other)));
		return table(tableName).items(cache,
				(table) -> new CachedItems(table, new CachedItems.Way(cache, cache), keys));
	}

	private CachedTable table(String tableName) {
		return this.byTable.computeIfAbsent(tableName, (name) -> new CachedTable());
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
		else if (request instanceof DeleteTableRequest delete) {
			clear(delete.tableName());
		}
		else if (request instanceof CreateTableRequest create) {
			// DynamoDB still answers reads of a table while it deletes it.
			clear(create.tableName());
		}
	}

	/** A request that DynamoDB refuses may name no table. */
	private @Nullable CachedTable find(@Nullable String tableName) {
		return (tableName != null) ? this.byTable.get(tableName) : null;
	}

	private void clear(String tableName) {
		CachedTable table = find(tableName);
		if (table != null) {
			table.clear();
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
		CachedTable table = find(tableName);
		if (table != null) {
			table.written(item, mayFollow);
		}
	}

}
