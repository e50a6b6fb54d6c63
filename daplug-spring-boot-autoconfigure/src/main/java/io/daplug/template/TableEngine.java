package io.daplug.template;

import io.daplug.template.context.TableContext;
import io.daplug.template.read.BatchReader;
import io.daplug.template.read.ItemReader;
import io.daplug.template.write.BatchWriter;
import io.daplug.template.write.ItemWriter;

/**
 * What does the work for all views of one table.
 */
record TableEngine(TableContext context, ItemReader reader, BatchReader lookups, ItemWriter writes,
		BatchWriter batches) {

	static TableEngine of(TableContext context) {
		ItemReader reader = new ItemReader(context, context.keys());
		ItemWriter writes = new ItemWriter(context, reader);
		return new TableEngine(context, reader, new BatchReader(context, reader), writes,
				new BatchWriter(context, writes));
	}

}
