package io.daplug.template;

import java.util.Optional;
import java.util.function.Consumer;

import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemKey;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.UpsertOptions;

/**
 * Changes parts of single items of one type, one UpdateItem each.
 * {@link ItemWriteOperations} says what holds for all writes.
 *
 * @param <T> type of the items
 */
public interface ItemChangeOperations<T> {

	/**
	 * Changes a part of a stored item. Sends one UpdateItem, and reads nothing, unless
	 * the guard or the options ask for it.
	 * <p>
	 * Each value is checked by the part of the schema that its path names. What only the
	 * whole item can tell is not checked, such as a rule about several attributes, unless
	 * {@link ChangeOptions.Builder#checkWhole() checkWhole} asks for it. Keys never
	 * change.
	 * <p>
	 * On a guarded table the value of the idempotence key advances in the same request.
	 * Where the application gives the values, the change must set another one than the
	 * stored one, or name that by {@link ChangeOptions.Builder#expected(Object)
	 * expected}.
	 * <p>
	 * A change that counts, or lengthens a list, is never carried out twice: if its
	 * answer is lost, and neither a token nor the idempotence key tells what became of
	 * it, it fails with an {@link io.daplug.template.model.UncertainWriteException}.
	 * @param key the item's key
	 * @param change sets what is changed
	 * @return the item as it is stored afterwards
	 */
	default T change(ItemKey key, Consumer<UpdateExpression.Builder> change) {
		return change(key, UpdateExpression.of(change), ChangeOptions.DEFAULTS);
	}

	/**
	 * Changes a part of a stored item. See {@link #change(ItemKey, Consumer)}.
	 * @param key the item's key
	 * @param change sets what is changed
	 * @param options how
	 * @return the item as it is stored afterwards
	 */
	default T change(ItemKey key, Consumer<UpdateExpression.Builder> change, Consumer<ChangeOptions.Builder> options) {
		return change(key, UpdateExpression.of(change), ChangeOptions.of(options));
	}

	/**
	 * Changes a part of a stored item. See {@link #change(ItemKey, Consumer)}.
	 * @param key the item's key
	 * @param change what is changed
	 * @param options how
	 * @return the item as it is stored afterwards
	 */
	T change(ItemKey key, UpdateExpression change, ChangeOptions options);

	/**
	 * Changes a part of a stored item, and answers as asked. See
	 * {@link #change(ItemKey, Consumer)}.
	 * @param answer what the call answers with
	 * @param key the item's key
	 * @param change sets what is changed
	 * @return the item that is asked for; empty for {@link ChangeAnswer#NOTHING}, and
	 * where there was none before, or nobody knows it as its answer was lost
	 */
	default Optional<T> changeAnswering(ChangeAnswer answer, ItemKey key, Consumer<UpdateExpression.Builder> change) {
		return changeAnswering(answer, key, UpdateExpression.of(change), ChangeOptions.DEFAULTS);
	}

	/**
	 * Changes a part of a stored item, and answers as asked. See
	 * {@link #change(ItemKey, Consumer)}.
	 * @param answer what the call answers with
	 * @param key the item's key
	 * @param change sets what is changed
	 * @param options how
	 * @return the item that is asked for; empty for {@link ChangeAnswer#NOTHING}, and
	 * where there was none before, or nobody knows it as its answer was lost
	 */
	default Optional<T> changeAnswering(ChangeAnswer answer, ItemKey key, Consumer<UpdateExpression.Builder> change,
			Consumer<ChangeOptions.Builder> options) {
		return changeAnswering(answer, key, UpdateExpression.of(change), ChangeOptions.of(options));
	}

	/**
	 * Changes a part of a stored item, and answers as asked. See
	 * {@link #change(ItemKey, Consumer)}.
	 * @param answer what the call answers with
	 * @param key the item's key
	 * @param change what is changed
	 * @param options how
	 * @return the item that is asked for; empty for {@link ChangeAnswer#NOTHING}, and
	 * where there was none before, or nobody knows it as its answer was lost
	 */
	Optional<T> changeAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change, ChangeOptions options);

	/**
	 * Changes a part of an item, which is created if it is missing. See
	 * {@link #change(ItemKey, Consumer)}. An item that is new has its key and what the
	 * change sets.
	 * @param key the item's key
	 * @param change sets what is changed
	 * @return the item as it is stored afterwards
	 */
	default T upsert(ItemKey key, Consumer<UpdateExpression.Builder> change) {
		return upsert(key, UpdateExpression.of(change), ChangeOptions.DEFAULTS);
	}

	/**
	 * Changes a part of an item, or creates it. See {@link #upsert(ItemKey, Consumer)}.
	 * @param key the item's key
	 * @param change sets what is changed
	 * @param options how
	 * @return the item as it is stored afterwards
	 */
	default T upsert(ItemKey key, Consumer<UpdateExpression.Builder> change, Consumer<ChangeOptions.Builder> options) {
		return upsert(key, UpdateExpression.of(change), ChangeOptions.of(options));
	}

	/**
	 * Changes a part of an item, or creates it. See {@link #upsert(ItemKey, Consumer)}.
	 * @param key the item's key
	 * @param change what is changed
	 * @param options how
	 * @return the item as it is stored afterwards
	 */
	T upsert(ItemKey key, UpdateExpression change, ChangeOptions options);

	/**
	 * Changes a part of an item, or creates it, and answers as asked. See
	 * {@link #upsert(ItemKey, Consumer)}.
	 * @param answer what the call answers with
	 * @param key the item's key
	 * @param change sets what is changed
	 * @return the item that is asked for; empty for {@link ChangeAnswer#NOTHING}, and
	 * where there was none before, or nobody knows it as its answer was lost
	 */
	default Optional<T> upsertAnswering(ChangeAnswer answer, ItemKey key, Consumer<UpdateExpression.Builder> change) {
		return upsertAnswering(answer, key, UpdateExpression.of(change), ChangeOptions.DEFAULTS);
	}

	/**
	 * Changes a part of an item, or creates it, and answers as asked. See
	 * {@link #upsert(ItemKey, Consumer)}.
	 * @param answer what the call answers with
	 * @param key the item's key
	 * @param change sets what is changed
	 * @param options how
	 * @return the item that is asked for; empty for {@link ChangeAnswer#NOTHING}, and
	 * where there was none before, or nobody knows it as its answer was lost
	 */
	default Optional<T> upsertAnswering(ChangeAnswer answer, ItemKey key, Consumer<UpdateExpression.Builder> change,
			Consumer<ChangeOptions.Builder> options) {
		return upsertAnswering(answer, key, UpdateExpression.of(change), ChangeOptions.of(options));
	}

	/**
	 * Changes a part of an item, or creates it, and answers as asked. See
	 * {@link #upsert(ItemKey, Consumer)}.
	 * @param answer what the call answers with
	 * @param key the item's key
	 * @param change what is changed
	 * @param options how
	 * @return the item that is asked for; empty for {@link ChangeAnswer#NOTHING}, and
	 * where there was none before, or nobody knows it as its answer was lost
	 */
	Optional<T> upsertAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change, ChangeOptions options);

	/**
	 * Writes a whole record. Sends one UpdateItem that sets what the record has; other
	 * stored attributes stay, and an item that is missing is created. Objects and lists
	 * in the record replace stored ones whole.
	 * <p>
	 * The record is shaped and checked as for an insert. A default of the schema is set
	 * only where the stored item has no such attribute. On a guarded table the record is
	 * held against the stored item as an overwrite is.
	 * <p>
	 * Where the key of an index is composed of several attributes, a record that has some
	 * of them and lacks others removes these and the key.
	 * @param item the record
	 * @return the item as it is stored afterwards
	 */
	default T upsert(T item) {
		return upsert(item, UpsertOptions.DEFAULTS);
	}

	/**
	 * Writes a whole record. See {@link #upsert(Object)}.
	 * @param item the record
	 * @param options how
	 * @return the item as it is stored afterwards
	 */
	default T upsert(T item, Consumer<UpsertOptions.Builder> options) {
		return upsert(item, UpsertOptions.of(options));
	}

	/**
	 * Writes a whole record. See {@link #upsert(Object)}.
	 * @param item the record
	 * @param options how
	 * @return the item as it is stored afterwards
	 */
	T upsert(T item, UpsertOptions options);

}
