/**
 * Tests of {@code io.daplug.guard}.
 */
@NullMarked
package io.daplug.guard;

import org.jspecify.annotations.NullMarked;
