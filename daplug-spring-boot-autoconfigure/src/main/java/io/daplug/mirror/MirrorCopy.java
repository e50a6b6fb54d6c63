package io.daplug.mirror;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror makes of an item.
 *
 * @param item the copy, as the destination's template is given it; null if nothing of the
 * item belongs in the destination
 * @param key the copy's key, without prefixes; null for none
 */
public record MirrorCopy(@Nullable Object item, @Nullable ItemKey key) {

}
