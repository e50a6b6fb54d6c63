/**
 * Reads values that other mappers have stored in other encodings than ours, where a
 * schema or a Java type says what they are meant to be.
 */
@NullMarked
package io.daplug.item.encoding;

import org.jspecify.annotations.NullMarked;
