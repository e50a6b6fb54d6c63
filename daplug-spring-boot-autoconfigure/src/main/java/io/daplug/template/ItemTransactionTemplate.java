package io.daplug.template;

import java.util.function.Consumer;

import io.daplug.template.model.TransactionOptions;
import io.daplug.template.transaction.TransactionReader;
import io.daplug.template.transaction.TransactionWriter;

import org.springframework.util.Assert;

/**
 * Makes transactions, as {@link ItemTransactionOperations} describes. Safe for use by
 * many threads and usable without Spring Boot. It has no client of its own: that of the
 * tables' templates sends.
 */
public final class ItemTransactionTemplate implements ItemTransactionOperations {

	/**
	 * Creates the template.
	 */
	public ItemTransactionTemplate() {
	}

	@Override
	public TransactionResult write(Consumer<WriteTransaction> entries, TransactionOptions options) {
		Assert.notNull(entries, "'entries' must not be null");
		Assert.notNull(options, "'options' must not be null");
		WriteTransaction transaction = new WriteTransaction();
		entries.accept(transaction);
		return new TransactionResult(new TransactionWriter(transaction.complete(), options).write());
	}

	@Override
	public TransactionItems get(Consumer<ReadTransaction> entries, TransactionOptions options) {
		Assert.notNull(entries, "'entries' must not be null");
		Assert.notNull(options, "'options' must not be null");
		ReadTransaction transaction = new ReadTransaction();
		entries.accept(transaction);
		return new TransactionItems(new TransactionReader(transaction.complete(), options).read());
	}

}
