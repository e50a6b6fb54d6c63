package io.daplug.template.context;

import io.daplug.customize.ItemCustomizers;
import io.daplug.id.ItemIdGenerator;

/**
 * What the application contributes to the items that callers give.
 *
 * @param ids makes the ids of inserted items
 * @param customizers change items, or refuse them
 */
public record Contributions(ItemIdGenerator ids, ItemCustomizers customizers) {

}
