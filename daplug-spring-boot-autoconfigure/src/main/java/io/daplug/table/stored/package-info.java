/**
 * What the stored items of a table are, where others stored them.
 */
@NullMarked
package io.daplug.table.stored;

import org.jspecify.annotations.NullMarked;
