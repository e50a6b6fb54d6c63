package io.daplug.template.batching;

import io.daplug.task.Deadline;
import io.daplug.template.context.TableContext;
import io.daplug.template.write.ItemWriter;
import io.daplug.template.write.UpsertWriter;

/**
 * What writes the single entries of a table's batches.
 *
 * @param context the table
 * @param singles inserts, overwrites and deletes
 * @param upserts upserts whole records
 */
public record BatchWriters(TableContext context, ItemWriter singles, UpsertWriter upserts) {

	/** The same for requests that have to end by a deadline. */
	BatchWriters within(Deadline deadline) {
		return new BatchWriters(this.context.within(deadline::requestNanos), this.singles.within(deadline),
				this.upserts.within(deadline));
	}

}
