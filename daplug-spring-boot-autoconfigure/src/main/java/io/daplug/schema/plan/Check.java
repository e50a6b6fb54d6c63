package io.daplug.schema.plan;

import java.util.function.Predicate;

/**
 * One thing that a value must be, with the words for when it is not.
 *
 * @param <T> what is checked
 * @param keyword the schema keyword that asks for it
 * @param message what the schema asks for
 * @param test whether a value is so
 */
public record Check<T>(String keyword, String message, Predicate<T> test) {

}
