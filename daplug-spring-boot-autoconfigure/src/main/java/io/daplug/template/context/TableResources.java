package io.daplug.template.context;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.task.TaskExecutorFactory;

/**
 * What one table's template works by.
 *
 * @param requests the table's door to DynamoDB
 * @param executors where work is done that is more than one thread's
 */
public record TableResources(DynamoDbRequests requests, TaskExecutorFactory executors) {

	TableResources with(DynamoDbRequests limited) {
		return new TableResources(limited, this.executors);
	}

}
