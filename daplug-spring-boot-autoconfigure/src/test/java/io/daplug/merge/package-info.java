/**
 * Tests of {@code io.daplug.merge}.
 */
@NullMarked
package io.daplug.merge;

import org.jspecify.annotations.NullMarked;
