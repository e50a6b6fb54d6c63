package io.daplug.cache;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps nothing.
 */
final class NoItemCache implements ItemCache {

	@Override
	public @Nullable CachedItem get(ItemKey key) {
		return null;
	}

	@Override
	public void put(ItemKey key, CachedItem item) {
	}

	@Override
	public void evict(ItemKey key) {
	}

	@Override
	public void clear() {
	}

	@Override
	public String toString() {
		return "ItemCache.NO_OP";
	}

}
