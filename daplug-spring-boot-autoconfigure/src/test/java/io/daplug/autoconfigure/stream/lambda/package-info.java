/**
 * Tests of {@code io.daplug.autoconfigure.stream.lambda}.
 */
@NullMarked
package io.daplug.autoconfigure.stream.lambda;

import org.jspecify.annotations.NullMarked;
