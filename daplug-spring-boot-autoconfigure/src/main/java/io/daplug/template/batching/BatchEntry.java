package io.daplug.template.batching;

import java.util.function.Supplier;

import io.daplug.item.ItemKey;
import io.daplug.template.write.PreparedWrite;

/**
 * One entry of a batch, ready to be carried out.
 *
 * @param <T> type of the entries
 * @param given as the caller gave it
 * @param key its key as it is stored: a prefix can make two keys of one
 * @param write the write, as it goes out together with others
 * @param alone carries it out by a request of its own, and says what the caller gets
 * @param answer what the caller gets if it is carried out together with others; what can
 * fail of it is over
 */
record BatchEntry<T>(T given, ItemKey key, PreparedWrite<?> write, Supplier<Supplier<T>> alone, Supplier<T> answer) {

	/** How much of a request it takes, in bytes. */
	int size() {
		return this.write.action().size();
	}

}
