package io.daplug.template.model;

/**
 * An entry of a batch that was refused.
 *
 * @param <T> type of the entries
 * @param entry the entry as it was given
 * @param cause why
 */
public record BatchFailure<T>(T entry, RuntimeException cause) {

}
