package io.daplug.template.batching;

import java.util.function.Function;
import java.util.function.Predicate;

import io.daplug.template.batch.DuplicateKeys;

/**
 * What a batch does with its entries.
 *
 * @param <T> type of the entries
 * @param preparation makes what prepares an entry
 * @param alone whether each entry goes out in a request of its own
 * @param duplicates what becomes of entries with one key if the call does not say
 */
record BatchKind<T>(Function<BatchEntryFactory, Function<T, BatchEntry<T>>> preparation,
		Predicate<BatchEntryFactory> alone, DuplicateKeys duplicates) {

}
