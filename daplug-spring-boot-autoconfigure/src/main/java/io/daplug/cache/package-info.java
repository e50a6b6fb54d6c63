/**
 * Items that are kept in memory.
 */
@NullMarked
package io.daplug.cache;

import org.jspecify.annotations.NullMarked;
