package io.daplug.template.context;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.cache.CachedItems;
import org.jspecify.annotations.Nullable;

/**
 * What one table's template works by.
 *
 * @param requests the table's door to DynamoDB
 * @param executors where work is done that is more than one thread's
 * @param cached the items that are kept in memory; null if none are
 */
public record TableResources(DynamoDbRequests requests, TaskExecutorFactory executors, @Nullable CachedItems cached) {

	TableResources with(DynamoDbRequests limited) {
		return new TableResources(limited, this.executors, this.cached);
	}

}
