/**
 * Ids that items get when they are inserted: their forms, and what makes them.
 */
@NullMarked
package io.daplug.id;

import org.jspecify.annotations.NullMarked;
