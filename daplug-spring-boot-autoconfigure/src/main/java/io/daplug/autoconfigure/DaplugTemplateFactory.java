package io.daplug.autoconfigure;

import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Builds templates of what all tables share.
 *
 * @param client sends requests
 * @param schemas schemas that tables and calls name
 * @param converter converts items
 * @param publisher hears of changes
 * @param executors creates the executors of batches and parallel scans
 */
record DaplugTemplateFactory(DynamoDbClient client, SchemaRegistry schemas, ItemConverter converter,
		ChangePublisher publisher, TaskExecutorFactory executors) {

	DaplugTemplate create(TableDefinition table) {
		return DaplugTemplate.builder(this.client, table)
			.schemas(this.schemas)
			.converter(this.converter)
			.publisher(this.publisher)
			.executors(this.executors)
			.build();
	}

}
