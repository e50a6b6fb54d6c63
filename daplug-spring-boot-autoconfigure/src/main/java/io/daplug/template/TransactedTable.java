package io.daplug.template;

import io.daplug.item.ItemType;
import io.daplug.template.transaction.EntryRules;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A table as a transaction names it.
 *
 * @param engine does the work for it
 * @param type the type of its items
 * @param changeType the type that changes are announced as; null for that of each item
 * @param asking whether the thread that calls says for which tenant
 */
record TransactedTable(TableEngine engine, ItemType<?> type, @Nullable ItemType<?> changeType, boolean asking) {

	/**
	 * Returns the table of operations.
	 * @param operations the operations
	 * @return the table
	 * @throws IllegalArgumentException if they are of somebody else, such as a stand-in
	 */
	static TransactedTable of(TableOperations operations) {
		Assert.notNull(operations, "'table' must not be null");
		if (operations instanceof DaplugTemplate template) {
			return new TransactedTable(template.engine(), ItemType.MAP, null, template.engines().isAsking());
		}
		if (operations instanceof ItemTemplate<?> typed) {
			return new TransactedTable(typed.engine(), typed.type(), typed.changeType(), typed.engines().isAsking());
		}
		throw new IllegalArgumentException(
				"A transaction needs the DaplugTemplate of a table, or operations that one gave, and not %s"
					.formatted(operations.getClass().getName()));
	}

	/**
	 * Requires that this entry is of the tenant of those before it.
	 * @param rules has taken those
	 * @throws io.daplug.template.model.InvalidTransactionException if it is of another
	 * one
	 */
	void check(EntryRules rules) {
		rules.requireRoom();
		if (this.asking) {
			rules.requireOneTenant(this.engine.context());
		}
	}

	ItemType<?> changeType(Object item) {
		return (this.changeType != null) ? this.changeType : this.engine.context().changeType(ItemType.ofItem(item));
	}

	/** The type for what has only a key. */
	ItemType<?> changeTypeOfKey() {
		return (this.changeType != null) ? this.changeType : this.engine.context().changeType(ItemType.MAP);
	}

}
