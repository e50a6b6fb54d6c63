package io.daplug.singletable;

/**
 * An attribute that a type of items is written with.
 *
 * @param name the attribute's name, as it is stored
 * @param type the Java type of its values, without type arguments
 * @param nullable whether its value may be null, or is an {@link java.util.Optional}, as
 * far as the type says so
 */
record ItemAttribute(String name, Class<?> type, boolean nullable) {

}
