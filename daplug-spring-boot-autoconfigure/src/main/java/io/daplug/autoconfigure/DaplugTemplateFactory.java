package io.daplug.autoconfigure;

import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;

/**
 * Builds templates of what all tables share.
 *
 * @param connection sends requests as long as the application is open
 * @param schemas schemas that tables and calls name
 * @param converter converts items
 * @param publisher hears of changes
 * @param executors creates the executors of batches and parallel scans
 */
record DaplugTemplateFactory(TemplateConnection connection, SchemaRegistry schemas, ItemConverter converter,
		ChangePublisher publisher, TaskExecutorFactory executors) {

	DaplugTemplate create(TableDefinition table) {
		return DaplugTemplate.builder(this.connection.client(), table)
			.connection(this.connection.state())
			.schemas(this.schemas)
			.converter(this.converter)
			.publisher(this.publisher)
			.executors(this.executors)
			.build();
	}

}
