package io.daplug.template.write;

import java.util.function.Supplier;

/**
 * One entry of a batch, ready to be carried out.
 *
 * @param <T> type of the entries
 * @param given as the caller gave it
 * @param write the write, as it goes out together with others
 * @param alone carries it out by a request of its own, and says what the caller gets
 * @param answer what the caller gets if it is carried out together with others; what can
 * fail of it is over
 */
record BatchEntry<T>(T given, PreparedWrite<?> write, Supplier<Supplier<T>> alone, Supplier<T> answer) {

}
