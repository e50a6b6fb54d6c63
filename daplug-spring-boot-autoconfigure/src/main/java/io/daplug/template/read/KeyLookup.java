package io.daplug.template.read;

import java.util.Map;
import java.util.function.Function;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.template.context.TableContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * How one call reads the items of its keys.
 *
 * @param <T> type of the items
 * @param context the table
 * @param prefixer the prefixes of the call
 * @param form all of a request but its keys
 * @param conversion makes of a visible item what the caller gets
 */
record KeyLookup<T>(TableContext context, KeyPrefixer prefixer, KeysAndAttributes form,
		Function<Map<String, AttributeValue>, T> conversion) {

	/** A key to ask for, checked. */
	AskedKey<T> asked(ItemKey key) {
		Map<String, AttributeValue> stored = this.context.keys().stored(key, this.prefixer);
		return new AskedKey<>(this.context.keys().of(stored), stored);
	}

	/** Reads keys until the deadline. */
	ChunkReader<T> reader(Deadline deadline) {
		return new ChunkReader<>(this.context.within(deadline::requestNanos), deadline, this.form, this.conversion);
	}

	/** The same with another conversion. */
	KeyLookup<T> with(Function<Map<String, AttributeValue>, T> conversion) {
		return new KeyLookup<>(this.context, this.prefixer, this.form, conversion);
	}

}
