package io.daplug.cache;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Keeps items of one table in memory, by their keys as they are stored. It decides how
 * many it keeps, and for how long. The table's template reads through it, has one thread
 * at a time read a key, and evicts what is written: a cache only holds what it is given.
 * <p>
 * Implementations are safe for use by many threads and throw nothing. When
 * {@link #evict(ItemKey)} or {@link #clear()} has returned, what was there before is not
 * found any more.
 */
public interface ItemCache {

	/** Keeps nothing. */
	ItemCache NO_OP = new NoItemCache();

	/**
	 * Creates a cache by {@link CaffeineItemCache}.
	 * @param definition how much is kept, and for how long
	 * @return the cache, which is empty
	 * @throws IllegalStateException if Caffeine is not on the class path
	 */
	static ItemCache of(CacheDefinition definition) {
		Assert.state(isAvailable(), "Items are kept in memory by Caffeine, which is not on the class path: "
				+ "add the dependency com.github.ben-manes.caffeine:caffeine, or remove 'cache' from the table");
		return CaffeineItemCache.of(definition);
	}

	/**
	 * Says whether Caffeine is on the class path.
	 * @return whether {@link #of} can create caches
	 */
	static boolean isAvailable() {
		return ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", null);
	}

	/**
	 * Returns what is known of a key, for a reader.
	 * @param key the key as it is stored, by position
	 * @return what is known; null if nothing is
	 */
	@Nullable CachedItem get(ItemKey key);

	/**
	 * Returns what is known of a key, as {@link #get(ItemKey)} does, but does not count
	 * it as a hit or a miss. By default it is the same.
	 * @param key the key as it is stored, by position
	 * @return what is known; null if nothing is
	 */
	default @Nullable CachedItem peek(ItemKey key) {
		return get(key);
	}

	/**
	 * Takes what was read of a key, instead of what was known. It may be dropped at once.
	 * @param key the key as it is stored, by position
	 * @param item the item, or that there is none
	 */
	void put(ItemKey key, CachedItem item);

	/**
	 * Drops what is known of a key.
	 * @param key the key as it is stored, by position
	 */
	void evict(ItemKey key);

	/**
	 * Drops all that is known.
	 */
	void clear();

}
