/**
 * Tests for what keeps items in memory.
 */
@NullMarked
package io.daplug.cache;

import org.jspecify.annotations.NullMarked;
