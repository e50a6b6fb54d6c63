package io.daplug.autoconfigure;

import java.util.Map;

import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableAdministrator;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Builds the templates of the configured tables, and their tables where that is asked
 * for.
 *
 * @param tables definitions by logical name, checked as a whole
 */
record DaplugTemplateFactory(DynamoDbClient client, Map<String, TableDefinition> tables, SchemaRegistry schemas,
		ItemConverter converter, ChangePublisher publisher, boolean createTables) {

	DaplugTemplate create(String name) {
		TableDefinition table = this.tables.get(name);
		if (table == null) {
			throw new IllegalStateException("Table '%s' is not configured".formatted(name));
		}
		if (this.createTables) {
			new TableAdministrator(this.client).createIfMissing(table);
		}
		return DaplugTemplate.builder(this.client, table)
			.schemas(this.schemas)
			.converter(this.converter)
			.publisher(this.publisher)
			.build();
	}

}
