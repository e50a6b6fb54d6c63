package io.daplug.stream.kcl;

import org.jspecify.annotations.Nullable;

/**
 * What the listeners of a table must see of a change.
 *
 * @param newItem the id of a listener that needs the item after the change; null if none
 * does
 * @param oldItem the id of a listener that needs the item before the change; null if none
 * does
 */
record NeededImages(@Nullable String newItem, @Nullable String oldItem) {

}
