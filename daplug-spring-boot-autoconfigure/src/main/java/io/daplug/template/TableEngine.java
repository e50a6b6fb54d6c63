package io.daplug.template;

import io.daplug.template.context.TableContext;
import io.daplug.template.read.ItemReader;
import io.daplug.template.write.BatchWrites;
import io.daplug.template.write.ItemWrites;

/**
 * What does the work for all views of one table.
 */
record TableEngine(TableContext context, ItemReader reader, ItemWrites writes, BatchWrites batches) {

	static TableEngine of(TableContext context) {
		ItemReader reader = new ItemReader(context, context.keys());
		ItemWrites writes = new ItemWrites(context, reader);
		return new TableEngine(context, reader, writes, new BatchWrites(context, writes));
	}

}
