/**
 * What reads and writes may use of a table's capacity.
 */
@NullMarked
package io.daplug.capacity;

import org.jspecify.annotations.NullMarked;
