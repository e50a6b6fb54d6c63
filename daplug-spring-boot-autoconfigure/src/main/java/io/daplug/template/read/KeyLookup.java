package io.daplug.template.read;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.cache.CachedItem;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.context.TableContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * How one call reads the items of its keys.
 *
 * @param <T> type of the items
 * @param context the table
 * @param prefixer the prefixes of the call
 * @param form all of a request but its keys
 * @param conversion makes of an item what the caller gets; null if readers see none
 * @param cached the items that are kept in memory, if the call takes them from there
 */
record KeyLookup<T>(TableContext context, KeyPrefixer prefixer, KeysAndAttributes form,
		Function<CachedItem, @Nullable T> conversion, @Nullable CachedItems cached) {

	/** A key to ask for, checked. */
	AskedKey<T> asked(ItemKey key) {
		Map<String, AttributeValue> stored = this.context.keys().stored(key, this.prefixer);
		return new AskedKey<>(this.context.keys().of(stored), stored);
	}

	/**
	 * Answers keys until the deadline. Those that are not known are read.
	 * @param keys the keys
	 * @param deadline when nothing more is asked
	 * @param sending makes requests, each of its keys
	 */
	void read(AskedKeys<T> keys, Deadline deadline, BiConsumer<ChunkReader<T>, List<List<AskedKey<T>>>> sending) {
		ChunkReader<T> reader = new ChunkReader<>(this.context.within(deadline::requestNanos), deadline, this.form);
		Consumer<List<AskedKey<T>>> reading = (open) -> sending.accept(reader, AskedKeys.chunks(open));
		List<AskedKey<T>> distinct = keys.distinct();
		if (this.cached != null) {
			new CachedBatch<>(this.cached, this.conversion).answer(distinct, deadline, reading);
		}
		else {
			distinct.forEach((key) -> key.whenRead((item) -> key.answer(item, this.conversion)));
			reading.accept(distinct);
		}
	}

	/** The same with another conversion. */
	KeyLookup<T> with(Function<CachedItem, @Nullable T> conversion) {
		return new KeyLookup<>(this.context, this.prefixer, this.form, conversion, this.cached);
	}

}
