/**
 * What writes demand of stored items, and which stored items readers see.
 */
@NullMarked
package io.daplug.guard;

import org.jspecify.annotations.NullMarked;
