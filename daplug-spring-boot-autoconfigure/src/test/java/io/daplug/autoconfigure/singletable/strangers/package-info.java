/**
 * A type of a table that there is not.
 */
@NullMarked
package io.daplug.autoconfigure.singletable.strangers;

import org.jspecify.annotations.NullMarked;
