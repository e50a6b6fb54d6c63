package io.daplug.cache;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps items by Caffeine, whose library the application has to have. Drops what has the
 * least chance to be read again. It starts no threads: the work is done by those who read
 * and write.
 */
public final class CaffeineItemCache implements ItemCache {

	private final Cache<ItemKey, CachedItem> items;

	private final boolean keepsMissing;

	private CaffeineItemCache(CacheDefinition definition, Ticker ticker) {
		Duration negative = definition.negative();
		this.keepsMissing = negative != null;
		Caffeine<Object, Object> builder = Caffeine.newBuilder()
			.maximumSize(definition.size())
			.ticker(ticker)
			.executor(Runnable::run)
			.recordStats();
		this.items = (negative != null) ? builder
			.expireAfter(Expiry
				.<ItemKey, CachedItem>writing((key, item) -> item.missing() ? negative : definition.expireAfter()))
			.build() : builder.expireAfterWrite(definition.expireAfter()).build();
	}

	/**
	 * Creates a cache.
	 * @param definition how much is kept, and for how long
	 * @return the cache, which is empty
	 */
	public static CaffeineItemCache of(CacheDefinition definition) {
		return of(definition, Ticker.systemTicker());
	}

	/**
	 * Creates a cache that is told the time.
	 * @param definition how much is kept, and for how long
	 * @param ticker tells the time
	 * @return the cache, which is empty
	 */
	public static CaffeineItemCache of(CacheDefinition definition, Ticker ticker) {
		return new CaffeineItemCache(definition, ticker);
	}

	@Override
	public @Nullable CachedItem get(ItemKey key) {
		return this.items.getIfPresent(key);
	}

	@Override
	public @Nullable CachedItem peek(ItemKey key) {
		return this.items.policy().getIfPresentQuietly(key);
	}

	@Override
	public void put(ItemKey key, CachedItem item) {
		if (this.keepsMissing || !item.missing()) {
			this.items.put(key, item);
		}
		else {
			this.items.invalidate(key);
		}
	}

	@Override
	public void evict(ItemKey key) {
		this.items.invalidate(key);
	}

	@Override
	public void clear() {
		this.items.invalidateAll();
	}

	/**
	 * Returns Caffeine's cache, for meters: it counts hits, misses and evictions.
	 * @return the cache, which is not to be changed
	 */
	public Cache<ItemKey, CachedItem> caffeine() {
		return this.items;
	}

	@Override
	public String toString() {
		return "CaffeineItemCache[%d items]".formatted(this.items.estimatedSize());
	}

}
