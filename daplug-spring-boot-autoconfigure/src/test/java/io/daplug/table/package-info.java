/**
 * Tests of {@code io.daplug.table}.
 */
@NullMarked
package io.daplug.table;

import org.jspecify.annotations.NullMarked;
