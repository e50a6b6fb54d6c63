/**
 * Tests of {@code io.daplug.autoconfigure.stream}.
 */
@NullMarked
package io.daplug.autoconfigure.stream;

import org.jspecify.annotations.NullMarked;
