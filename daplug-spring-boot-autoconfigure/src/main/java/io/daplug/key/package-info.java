/**
 * Prefixes of key values: put on going in, taken off coming out, exactly once each.
 */
@NullMarked
package io.daplug.key;

import org.jspecify.annotations.NullMarked;
