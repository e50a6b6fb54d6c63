/**
 * Tests of {@code io.daplug.autoconfigure.failure}.
 */
@NullMarked
package io.daplug.autoconfigure.failure;

import org.jspecify.annotations.NullMarked;
