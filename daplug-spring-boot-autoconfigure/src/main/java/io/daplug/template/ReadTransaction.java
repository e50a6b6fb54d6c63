package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.read.TransactedRead;
import io.daplug.template.transaction.EntryRules;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Collects the entries of one transaction that reads. A table is named by its
 * {@link DaplugTemplate} or by its {@link ItemOperations}. Nothing is sent before the
 * last entry is added.
 */
public final class ReadTransaction {

	private final List<TransactedRead> entries = new ArrayList<>();

	private final EntryRules rules = new EntryRules();

	private boolean over;

	ReadTransaction() {
	}

	/**
	 * Adds an item to read.
	 * @param table the table
	 * @param key the item's key
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public ReadTransaction get(TableOperations table, ItemKey key) {
		return get(table, key, ReadOptions.DEFAULTS);
	}

	/**
	 * Adds an item to read. The options are those of a single read;
	 * {@code consistentRead} makes no difference, as each transaction is consistent.
	 * @param table the table; its {@link ItemOperations} for what a type has only, by
	 * {@code projectType}
	 * @param key the item's key
	 * @param options how it is read
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public ReadTransaction get(TableOperations table, ItemKey key, Consumer<ReadOptions.Builder> options) {
		return get(table, key, ReadOptions.of(options));
	}

	private ReadTransaction get(TableOperations operations, ItemKey key, ReadOptions options) {
		Assert.state(!this.over, "The transaction is over: add entries within the call that it is given to");
		TransactedTable table = TransactedTable.of(operations);
		table.check(this.rules);
		TransactedRead read = read(table, key, options);
		this.rules.add(read.context(), read.get().key());
		this.entries.add(read);
		return this;
	}

	private TransactedRead read(TransactedTable table, ItemKey key, ReadOptions options) {
		try {
			return table.engine().reader().transacted(key, options, table.type());
		}
		catch (DataAccessException ex) {
			throw EntryRules.unusable(this.entries.size(), ex);
		}
	}

	/** All entries; no other is taken from now on. */
	List<TransactedRead> complete() {
		this.over = true;
		this.rules.requireEntries();
		return this.entries;
	}

}
