/**
 * Tests of {@code io.daplug.autoconfigure}.
 */
@NullMarked
package io.daplug.autoconfigure;

import org.jspecify.annotations.NullMarked;
