package io.daplug.template.batch;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a batch that was refused, or of which nobody knows whether it was written.
 *
 * @param <T> type of the entries
 * @param entry the entry as it was given, which a stream may do as null
 * @param cause why
 */
public record BatchFailure<T extends @Nullable Object>(T entry, RuntimeException cause) {

}
