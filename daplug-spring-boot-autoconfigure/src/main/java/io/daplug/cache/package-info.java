/**
 * Keeps items in memory, so that they are not read again and again.
 */
@NullMarked
package io.daplug.cache;

import org.jspecify.annotations.NullMarked;
