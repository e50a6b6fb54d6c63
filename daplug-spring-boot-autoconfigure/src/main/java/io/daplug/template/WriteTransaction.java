package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.daplug.event.Operation;
import io.daplug.expression.Condition;
import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemKey;
import io.daplug.table.Validation;
import io.daplug.template.change.ChangeTerms;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.CheckOptions;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.transaction.EntryRules;
import io.daplug.template.write.PlannedEntry;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Collects the entries of one transaction. Each does what the single write of its name
 * does, with the same options, and is checked when it is added. A table is named by its
 * {@link DaplugTemplate} or by its {@link ItemOperations}. Nothing is sent before the
 * last entry is added.
 */
public final class WriteTransaction {

	private final List<PlannedEntry> entries = new ArrayList<>();

	private final EntryRules rules = new EntryRules();

	private boolean over;

	WriteTransaction() {
	}

	/**
	 * Adds an item that must not be stored yet.
	 * @param table the table
	 * @param item the item: a map, record, class or {@code JsonNode}
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction insert(DaplugOperations table, Object item) {
		return insert(table, item, WriteOptions.DEFAULTS);
	}

	/**
	 * Adds an item that must not be stored yet.
	 * @param table the table
	 * @param item the item: a map, record, class or {@code JsonNode}
	 * @param options how it is written
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction insert(DaplugOperations table, Object item, Consumer<WriteOptions.Builder> options) {
		return insert(table, item, WriteOptions.of(options));
	}

	/**
	 * Adds an item that must not be stored yet.
	 * @param <T> type of the item
	 * @param table the table
	 * @param item the item
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public <T> WriteTransaction insert(ItemOperations<T> table, T item) {
		return insert(table, item, WriteOptions.DEFAULTS);
	}

	/**
	 * Adds an item that must not be stored yet.
	 * @param <T> type of the item
	 * @param table the table
	 * @param item the item
	 * @param options how it is written
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public <T> WriteTransaction insert(ItemOperations<T> table, T item, Consumer<WriteOptions.Builder> options) {
		return insert(table, item, WriteOptions.of(options));
	}

	private WriteTransaction insert(TableOperations operations, Object item, WriteOptions options) {
		TransactedTable table = TransactedTable.of(operations);
		Assert.notNull(item, "'item' must not be null");
		return add(table,
				() -> table.engine()
					.entries()
					.insert(item, WriteCall.of(Operation.INSERT, table.changeType(item), options)));
	}

	/**
	 * Adds a whole item that replaces the stored one, if there is one. On a table with
	 * the strategy {@code raise} or {@code use-latest} the stored item is read first. An
	 * entry that is older than the stored item of a {@code use-latest} table is left out,
	 * and the others are written.
	 * @param table the table
	 * @param item the item: a map, record, class or {@code JsonNode}
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction overwrite(DaplugOperations table, Object item) {
		return overwrite(table, item, WriteOptions.DEFAULTS);
	}

	/**
	 * Adds a whole item that replaces the stored one. See
	 * {@link #overwrite(DaplugOperations, Object)}.
	 * @param table the table
	 * @param item the item: a map, record, class or {@code JsonNode}
	 * @param options how it is written
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction overwrite(DaplugOperations table, Object item, Consumer<WriteOptions.Builder> options) {
		return overwrite(table, item, WriteOptions.of(options));
	}

	/**
	 * Adds a whole item that replaces the stored one. See
	 * {@link #overwrite(DaplugOperations, Object)}.
	 * @param <T> type of the item
	 * @param table the table
	 * @param item the item
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public <T> WriteTransaction overwrite(ItemOperations<T> table, T item) {
		return overwrite(table, item, WriteOptions.DEFAULTS);
	}

	/**
	 * Adds a whole item that replaces the stored one. See
	 * {@link #overwrite(DaplugOperations, Object)}.
	 * @param <T> type of the item
	 * @param table the table
	 * @param item the item
	 * @param options how it is written
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public <T> WriteTransaction overwrite(ItemOperations<T> table, T item, Consumer<WriteOptions.Builder> options) {
		return overwrite(table, item, WriteOptions.of(options));
	}

	private WriteTransaction overwrite(TableOperations operations, Object item, WriteOptions options) {
		TransactedTable table = TransactedTable.of(operations);
		Assert.notNull(item, "'item' must not be null");
		return add(table,
				() -> table.engine()
					.entries()
					.overwrite(item, WriteCall.of(Operation.OVERWRITE, table.changeType(item), options)));
	}

	/**
	 * Adds a patch that is merged into a stored item, which is read first. On a guarded
	 * table the transaction fails if the item changes meanwhile. An update that is older
	 * than the stored item of a {@code use-latest} table is left out.
	 * @param table the table
	 * @param key the item's key
	 * @param patch the changes: a map, record, class or {@code JsonNode}
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction update(TableOperations table, ItemKey key, Object patch) {
		return update(table, key, patch, UpdateOptions.DEFAULTS);
	}

	/**
	 * Adds a patch that is merged into a stored item. See
	 * {@link #update(TableOperations, ItemKey, Object)}.
	 * @param table the table
	 * @param key the item's key
	 * @param patch the changes: a map, record, class or {@code JsonNode}
	 * @param options how it is merged
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction update(TableOperations table, ItemKey key, Object patch,
			Consumer<UpdateOptions.Builder> options) {
		return update(table, key, patch, UpdateOptions.of(options));
	}

	private WriteTransaction update(TableOperations operations, ItemKey key, Object patch, UpdateOptions options) {
		TransactedTable table = TransactedTable.of(operations);
		return add(table,
				() -> table.engine()
					.entries()
					.update(key, patch, WriteCall.of(table.changeTypeOfKey(), options), options));
	}

	/**
	 * Adds a change of a part of a stored item. The stored item is read first where the
	 * guard wants to see it, and where somebody hears of the change and wants to know the
	 * item: {@link ChangeOptions.Builder#images} says so.
	 * @param table the table
	 * @param key the item's key
	 * @param change sets what is changed
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction change(TableOperations table, ItemKey key, Consumer<UpdateExpression.Builder> change) {
		return change(Operation.CHANGE, table, key, UpdateExpression.of(change), ChangeOptions.DEFAULTS);
	}

	/**
	 * Adds a change of a part of a stored item. See
	 * {@link #change(TableOperations, ItemKey, Consumer)}.
	 * @param table the table
	 * @param key the item's key
	 * @param change sets what is changed
	 * @param options how it is changed
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction change(TableOperations table, ItemKey key, Consumer<UpdateExpression.Builder> change,
			Consumer<ChangeOptions.Builder> options) {
		return change(Operation.CHANGE, table, key, UpdateExpression.of(change), ChangeOptions.of(options));
	}

	/**
	 * Adds a change of a part of an item, which is created if it is missing. See
	 * {@link #change(TableOperations, ItemKey, Consumer)}.
	 * @param table the table
	 * @param key the item's key
	 * @param change sets what is changed
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction upsert(TableOperations table, ItemKey key, Consumer<UpdateExpression.Builder> change) {
		return change(Operation.UPSERT, table, key, UpdateExpression.of(change), ChangeOptions.DEFAULTS);
	}

	/**
	 * Adds a change of a part of an item, which is created if it is missing. See
	 * {@link #change(TableOperations, ItemKey, Consumer)}.
	 * @param table the table
	 * @param key the item's key
	 * @param change sets what is changed
	 * @param options how it is changed
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction upsert(TableOperations table, ItemKey key, Consumer<UpdateExpression.Builder> change,
			Consumer<ChangeOptions.Builder> options) {
		return change(Operation.UPSERT, table, key, UpdateExpression.of(change), ChangeOptions.of(options));
	}

	private WriteTransaction change(Operation operation, TableOperations operations, ItemKey key,
			UpdateExpression change, ChangeOptions options) {
		TransactedTable table = TransactedTable.of(operations);
		Validation validation = table.engine().context().table().validation();
		ChangeTerms terms = (operation == Operation.UPSERT)
				? ChangeTerms.upsert(ChangeAnswer.NOTHING, options, validation)
				: ChangeTerms.change(ChangeAnswer.NOTHING, options, validation);
		return add(table,
				() -> table.engine()
					.entries()
					.changes()
					.change(key, change, WriteCall.of(operation, table.changeTypeOfKey(), options), terms));
	}

	/**
	 * Adds a record whose attributes are set, whatever else is stored of the item.
	 * @param table the table
	 * @param item the item: a map, record, class or {@code JsonNode}
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction upsert(TableOperations table, Object item) {
		return upsert(table, item, UpsertOptions.DEFAULTS);
	}

	/**
	 * Adds a record whose attributes are set, whatever else is stored of the item.
	 * @param table the table
	 * @param item the item: a map, record, class or {@code JsonNode}
	 * @param options how it is written: {@code UpsertOptions.of((upsert) -> …)}
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction upsert(TableOperations table, Object item, UpsertOptions options) {
		TransactedTable transacted = TransactedTable.of(table);
		Assert.notNull(item, "'item' must not be null");
		return add(transacted,
				() -> transacted.engine()
					.entries()
					.changes()
					.upsert(item, WriteCall.of(transacted.changeType(item), options), options));
	}

	/**
	 * Adds a delete. An item that is not stored is nothing to delete, and no failure. The
	 * stored item is read first on a guarded table, and on any table where somebody hears
	 * of the delete.
	 * @param table the table
	 * @param key the item's key
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction delete(TableOperations table, ItemKey key) {
		return delete(table, key, DeleteOptions.DEFAULTS);
	}

	/**
	 * Adds a delete. See {@link #delete(TableOperations, ItemKey)}.
	 * @param table the table
	 * @param key the item's key
	 * @param options how it is deleted
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction delete(TableOperations table, ItemKey key, Consumer<DeleteOptions.Builder> options) {
		return delete(table, key, DeleteOptions.of(options));
	}

	private WriteTransaction delete(TableOperations operations, ItemKey key, DeleteOptions options) {
		TransactedTable table = TransactedTable.of(operations);
		return add(table, () -> table.engine().entries().delete(key, WriteCall.of(table.changeTypeOfKey(), options)));
	}

	/**
	 * Adds a condition that must be true of an item that is not written. An item that is
	 * not stored has no attributes.
	 * @param table the table
	 * @param key the item's key
	 * @param condition the condition
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction check(TableOperations table, ItemKey key, Condition condition) {
		return check(table, key, (check) -> check.condition(condition));
	}

	/**
	 * Adds what must be true of an item that is not written.
	 * @param table the table
	 * @param key the item's key
	 * @param options what must be true of it
	 * @return this transaction
	 * @throws InvalidTransactionException if the entry cannot be in this transaction
	 */
	public WriteTransaction check(TableOperations table, ItemKey key, Consumer<CheckOptions.Builder> options) {
		TransactedTable transacted = TransactedTable.of(table);
		CheckOptions demanded = CheckOptions.of(options);
		return add(transacted,
				() -> transacted.engine().entries().check(key, WriteCall.of(transacted.changeTypeOfKey(), demanded)));
	}

	private WriteTransaction add(TransactedTable table, Supplier<PlannedEntry> entry) {
		Assert.state(!this.over, "The transaction is over: add entries within the call that it is given to");
		table.check(this.rules);
		PlannedEntry planned = planned(entry);
		this.rules.add(planned.context(), planned.stored());
		this.entries.add(planned);
		return this;
	}

	private PlannedEntry planned(Supplier<PlannedEntry> entry) {
		try {
			return entry.get();
		}
		catch (DataAccessException ex) {
			throw EntryRules.unusable(this.entries.size(), ex);
		}
	}

	/** All entries; no other is taken from now on. */
	List<PlannedEntry> complete() {
		this.over = true;
		this.rules.requireEntries();
		return this.entries;
	}

}
