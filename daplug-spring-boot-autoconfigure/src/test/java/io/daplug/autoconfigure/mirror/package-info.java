/**
 * Tests of {@code io.daplug.autoconfigure.mirror}.
 */
@NullMarked
package io.daplug.autoconfigure.mirror;

import org.jspecify.annotations.NullMarked;
