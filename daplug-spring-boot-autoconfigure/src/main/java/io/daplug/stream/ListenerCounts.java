package io.daplug.stream;

/**
 * What became of a listener's changes since the application started.
 *
 * @param handled changes that the listener has handled
 * @param retried attempts that failed and were followed by another one, or will be
 * @param parked changes that could not be handled and will not be tried again
 * @param skipped changes of the listener's tables that it was not called for: their kind
 * or its filter kept them away
 */
public record ListenerCounts(long handled, long retried, long parked, long skipped) {

}
