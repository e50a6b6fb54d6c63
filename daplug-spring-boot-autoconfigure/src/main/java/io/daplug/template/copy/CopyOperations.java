package io.daplug.template.copy;

import java.util.Collection;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.model.BatchOptions;

/**
 * Writes copies of items of another table, each with the place of the change that it is
 * made of. Whatever the order in which changes come, and however often, the last one
 * stays. The table must be declared with
 * {@link io.daplug.table.TableDefinitionBuilder#guardedCopies guardedCopies}.
 */
public interface CopyOperations {

	/**
	 * Writes copies, and tombstones in the place of those that are gone. Each is one
	 * conditional PutItem, several at once, and replaces only what is older or has no
	 * sequence at all. What is as new, or newer, stays: that counts as written. The
	 * table's schema, prefixes, timestamps and unique attributes hold as for
	 * {@link io.daplug.template.DaplugOperations#batchOverwrite batchOverwrite}; its
	 * idempotence key is not asked.
	 * <p>
	 * A copy that replaces nothing, or a tombstone, is announced as inserted, others as
	 * modified, with the item as it was, and a copy that gives way to a tombstone as
	 * removed. Tombstones where there was no copy are not announced, nor is what stays.
	 * @param copies the copies, each with another key; those that have the same are
	 * written at the same time, and the newest stays
	 * @param options sets options of the call; {@code guarded}, {@code duplicates} and
	 * {@code answerAsGiven} make no difference
	 * @return what became of them, as they were given: a copy that could never be stored,
	 * such as one that violates the schema, is among those that failed, and the others
	 * are written
	 */
	BatchResult<Copy> write(Collection<Copy> copies, Consumer<BatchOptions.Builder> options);

	/**
	 * Looks what is stored under a key: one consistent GetItem.
	 * @param key the copy's key
	 * @return the copy, and its place; neither if there is none
	 */
	StoredCopy stored(ItemKey key);

}
