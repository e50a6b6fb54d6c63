package io.daplug.autoconfigure;

import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;

/**
 * Builds templates of what all tables share.
 *
 * @param connection sends requests as long as the application is open
 * @param schemas schemas that tables and calls name
 * @param converter converts items
 * @param publisher hears of changes
 * @param resources what templates take from the application beside that
 */
public record DaplugTemplateFactory(TemplateConnection connection, SchemaRegistry schemas, ItemConverter converter,
		ChangePublisher publisher, TemplateResources resources) {

	/**
	 * Builds a template. Sends nothing, and does not prepare the table.
	 * @param table the table
	 * @return its template
	 */
	public DaplugTemplate create(TableDefinition table) {
		return DaplugTemplate.builder(this.connection.client(), table)
			.connection(this.connection.state())
			.schemas(this.schemas)
			.converter(this.converter)
			.publisher(this.publisher)
			.clock(this.resources.clock())
			.ids(this.resources.ids())
			.executors(this.resources.executors())
			.upcasters(this.resources.items().upcasters())
			.gate(this.resources.gates().of(table.name()))
			.customizers(this.resources.items().customizers().of(table))
			.build();
	}

}
