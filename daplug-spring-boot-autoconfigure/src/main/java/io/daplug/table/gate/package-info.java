/**
 * What may hold up or refuse the writes of a table.
 */
@NullMarked
package io.daplug.table.gate;

import org.jspecify.annotations.NullMarked;
