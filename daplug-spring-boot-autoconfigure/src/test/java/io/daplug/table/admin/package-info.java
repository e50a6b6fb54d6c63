/**
 * Tests of {@code io.daplug.table}.
 */
@NullMarked
package io.daplug.table.admin;

import org.jspecify.annotations.NullMarked;
