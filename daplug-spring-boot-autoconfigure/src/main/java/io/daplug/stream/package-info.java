/**
 * Listeners of changes: what they are given, who hands it to them, in which order, how
 * often, and what becomes of changes that cannot be handled. Knows nothing of where
 * changes come from.
 */
@NullMarked
package io.daplug.stream;

import org.jspecify.annotations.NullMarked;
