/**
 * Tests of {@code io.daplug.autoconfigure.local}.
 */
@NullMarked
package io.daplug.autoconfigure.local;

import org.jspecify.annotations.NullMarked;
