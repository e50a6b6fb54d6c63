/**
 * Tests of {@code io.daplug.key}.
 */
@NullMarked
package io.daplug.key;

import org.jspecify.annotations.NullMarked;
