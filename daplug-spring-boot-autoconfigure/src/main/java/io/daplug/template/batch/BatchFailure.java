package io.daplug.template.batch;

/**
 * An entry of a batch that was refused, or of which nobody knows whether it was written.
 *
 * @param <T> type of the entries
 * @param entry the entry as it was given
 * @param cause why
 */
public record BatchFailure<T>(T entry, RuntimeException cause) {

}
