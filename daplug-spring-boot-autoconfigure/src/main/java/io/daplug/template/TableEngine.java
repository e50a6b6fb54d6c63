package io.daplug.template;

import io.daplug.template.context.TableContext;
import io.daplug.template.read.ItemReads;
import io.daplug.template.read.ReadRequests;
import io.daplug.template.write.BatchWrites;
import io.daplug.template.write.ItemWrites;

/**
 * What does the work for all views of one table.
 */
record TableEngine(TableContext context, ReadRequests requests, ItemReads reads, ItemWrites writes,
		BatchWrites batches) {

	static TableEngine of(TableContext context) {
		ReadRequests requests = new ReadRequests(context, context.keys());
		ItemReads reads = new ItemReads(context, context.keys(), requests);
		ItemWrites writes = new ItemWrites(context, reads);
		return new TableEngine(context, requests, reads, writes, new BatchWrites(context, writes));
	}

}
