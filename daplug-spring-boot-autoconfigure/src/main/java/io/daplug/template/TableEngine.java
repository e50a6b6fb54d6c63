package io.daplug.template;

import io.daplug.template.batching.BatchWriter;
import io.daplug.template.batching.BatchWriters;
import io.daplug.template.batching.CopyWriter;
import io.daplug.template.clear.ItemClearer;
import io.daplug.template.context.TableContext;
import io.daplug.template.read.BatchReader;
import io.daplug.template.read.ItemReader;
import io.daplug.template.rewrite.ItemRewriter;
import io.daplug.template.write.ChangeWriter;
import io.daplug.template.write.ItemWriter;
import io.daplug.template.write.TransactionEntryFactory;
import io.daplug.template.write.UpsertWriter;

/**
 * What does the work for all views of one table.
 */
final class TableEngine {

	private final TableContext context;

	private final ItemReader reader;

	private final BatchReader lookups;

	private final ItemWriter writes;

	private final ChangeWriter changes;

	private final UpsertWriter upserts;

	private final BatchWriter batches;

	private final ItemClearer clears;

	private final ItemRewriter rewrites;

	private final CopyWriter copies;

	private final TransactionEntryFactory entries;

	private TableEngine(TableContext context) {
		this.context = context;
		this.reader = new ItemReader(context, context.keys());
		this.lookups = new BatchReader(context, this.reader);
		this.writes = new ItemWriter(context, this.reader);
		this.changes = new ChangeWriter(context, this.reader);
		this.upserts = new UpsertWriter(context, this.reader);
		this.batches = new BatchWriter(new BatchWriters(context, this.writes, this.upserts));
		this.clears = new ItemClearer(context, this.reader, this.writes, this.batches);
		this.rewrites = new ItemRewriter(context, this.reader);
		this.copies = new CopyWriter(context, this.writes);
		this.entries = new TransactionEntryFactory(context, this.reader, this.writes);
	}

	static TableEngine of(TableContext context) {
		return new TableEngine(context);
	}

	TableContext context() {
		return this.context;
	}

	ItemReader reader() {
		return this.reader;
	}

	BatchReader lookups() {
		return this.lookups;
	}

	ItemWriter writes() {
		return this.writes;
	}

	ChangeWriter changes() {
		return this.changes;
	}

	UpsertWriter upserts() {
		return this.upserts;
	}

	BatchWriter batches() {
		return this.batches;
	}

	ItemClearer clears() {
		return this.clears;
	}

	ItemRewriter rewrites() {
		return this.rewrites;
	}

	CopyWriter copies() {
		return this.copies;
	}

	TransactionEntryFactory entries() {
		return this.entries;
	}

}
