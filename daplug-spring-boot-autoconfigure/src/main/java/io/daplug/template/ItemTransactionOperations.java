package io.daplug.template;

import java.util.function.Consumer;

import io.daplug.template.model.TransactionOptions;

/**
 * Writes items of several tables, all of them or none, and reads items of several tables
 * as they are at one moment. {@link ItemTransactionTemplate} does it.
 */
public interface ItemTransactionOperations {

	/**
	 * Writes all entries or none. Sends one TransactWriteItems, and before it a
	 * consistent GetItem for each entry that has to see the stored item:
	 * {@link WriteTransaction} says which. A transactional write costs twice the write
	 * units of a single one, checks included.
	 * <p>
	 * A transaction has 1 to 100 entries, each of another item, of any tables of one
	 * DynamoDB client, and 4 MB in all. What is wrong with an entry, or with the whole,
	 * is found before the request. On a guarded table an entry demands what the single
	 * write of its name demands.
	 * <p>
	 * Conflicts with other transactions, lack of capacity and lost answers have the
	 * transaction sent again until the deadline, under the token of the first attempt, so
	 * it is carried out once. If no answer comes at all, an
	 * {@link io.daplug.template.model.UncertainTransactionException} says so.
	 * <p>
	 * The changes are announced when all is written, in the order of the entries, each
	 * with what is known: DynamoDB does not say what was there before. An item that was
	 * read first is announced as it was read. Checks are not announced.
	 * @param entries adds the entries; it is called once
	 * @return what is written
	 * @throws io.daplug.template.model.InvalidTransactionException if it cannot be sent
	 * @throws io.daplug.template.model.ItemTransactionFailedException if entries failed;
	 * nothing is written
	 */
	default TransactionResult write(Consumer<WriteTransaction> entries) {
		return write(entries, TransactionOptions.DEFAULTS);
	}

	/**
	 * Writes all entries or none. See {@link #write(Consumer)}.
	 * @param entries adds the entries; it is called once
	 * @param options how
	 * @return what is written
	 * @throws io.daplug.template.model.InvalidTransactionException if it cannot be sent
	 * @throws io.daplug.template.model.ItemTransactionFailedException if entries failed;
	 * nothing is written
	 */
	default TransactionResult write(Consumer<WriteTransaction> entries, Consumer<TransactionOptions.Builder> options) {
		return write(entries, TransactionOptions.of(options));
	}

	/**
	 * Writes all entries or none. See {@link #write(Consumer)}.
	 * @param entries adds the entries; it is called once
	 * @param options how
	 * @return what is written
	 * @throws io.daplug.template.model.InvalidTransactionException if it cannot be sent
	 * @throws io.daplug.template.model.ItemTransactionFailedException if entries failed;
	 * nothing is written
	 */
	TransactionResult write(Consumer<WriteTransaction> entries, TransactionOptions options);

	/**
	 * Reads 1 to 100 items, each of another key, of any tables of one client, as they are
	 * at one moment. Sends one TransactGetItems, which costs twice the read units of
	 * consistent reads. The items have 4 MB together at most: DynamoDB refuses more.
	 * While another transaction writes one of the items, or there is no capacity, it is
	 * sent again until the deadline.
	 * @param entries adds the entries; it is called once
	 * @return the items, in the order of the entries
	 * @throws io.daplug.template.model.InvalidTransactionException if it cannot be sent
	 * @throws io.daplug.template.model.ItemTransactionFailedException if another
	 * transaction writes an item until the deadline
	 */
	default TransactionItems get(Consumer<ReadTransaction> entries) {
		return get(entries, TransactionOptions.DEFAULTS);
	}

	/**
	 * Reads items as they are at one moment. See {@link #get(Consumer)}.
	 * @param entries adds the entries; it is called once
	 * @param options how
	 * @return the items, in the order of the entries
	 */
	default TransactionItems get(Consumer<ReadTransaction> entries, Consumer<TransactionOptions.Builder> options) {
		return get(entries, TransactionOptions.of(options));
	}

	/**
	 * Reads items as they are at one moment. See {@link #get(Consumer)}.
	 * @param entries adds the entries; it is called once
	 * @param options how
	 * @return the items, in the order of the entries
	 */
	TransactionItems get(Consumer<ReadTransaction> entries, TransactionOptions options);

}
