package io.daplug.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CaffeineItemCache}, its definition, and the cache that keeps nothing.
 */
class CaffeineItemCacheTests {

	private static final ItemKey KEY = ItemKey.of("a", 1);

	private static final CachedItem ITEM = new CachedItem(Map.of("id", AttributeValue.fromS("a")), false);

	private final AtomicLong nanos = new AtomicLong();

	@Test
	void keepsAnItemForItsTime() {
		ItemCache cache = cache(null);
		cache.put(KEY, ITEM);
		pass(Duration.ofSeconds(9));
		assertThat(cache.get(ItemKey.of("a", 1L))).isEqualTo(ITEM);
		assertThat(cache.peek(KEY)).isEqualTo(ITEM);
		pass(Duration.ofSeconds(1));
		assertThat(cache.get(KEY)).as("reading does not lengthen the time").isNull();
	}

	@Test
	void doesNotKeepThatThereIsNoItemUnlessItIsAskedTo() {
		ItemCache cache = cache(null);
		cache.put(KEY, CachedItem.MISSING);
		assertThat(cache.get(KEY)).isNull();
		cache.put(KEY, ITEM);
		cache.put(KEY, CachedItem.MISSING);
		assertThat(cache.get(KEY)).as("the item is not there any more").isNull();
	}

	@Test
	void keepsThatThereIsNoItemForATimeOfItsOwn() {
		ItemCache cache = cache(Duration.ofSeconds(2));
		cache.put(KEY, CachedItem.MISSING);
		cache.put(ItemKey.of("b"), ITEM);
		pass(Duration.ofSeconds(1));
		assertThat(cache.get(KEY)).isEqualTo(CachedItem.MISSING);
		pass(Duration.ofSeconds(1));
		assertThat(cache.get(KEY)).isNull();
		assertThat(cache.get(ItemKey.of("b"))).isEqualTo(ITEM);
		pass(Duration.ofSeconds(8));
		assertThat(cache.get(ItemKey.of("b"))).isNull();
	}

	@Test
	void keepsNoMoreThanItsSize() {
		CaffeineItemCache cache = cache(null);
		for (int i = 0; i < 1000; i++) {
			cache.put(ItemKey.of(i), ITEM);
		}
		assertThat(cache.caffeine().estimatedSize()).isEqualTo(100);
	}

	@Test
	void forgetsOneItemOrAll() {
		ItemCache cache = cache(null);
		cache.put(KEY, ITEM);
		cache.put(ItemKey.of("b"), ITEM);
		cache.evict(KEY);
		assertThat(cache.get(KEY)).isNull();
		assertThat(cache.get(ItemKey.of("b"))).isEqualTo(ITEM);
		cache.clear();
		assertThat(cache.get(ItemKey.of("b"))).isNull();
	}

	@Test
	void countsReadersAlone() {
		CaffeineItemCache cache = cache(null);
		cache.get(KEY);
		cache.peek(KEY);
		cache.put(KEY, ITEM);
		cache.get(KEY);
		cache.peek(KEY);
		assertThat(cache.caffeine().stats().missCount()).isOne();
		assertThat(cache.caffeine().stats().hitCount()).isOne();
	}

	@Test
	void aCacheThatKeepsNothingFindsNothing() {
		ItemCache.NO_OP.put(KEY, ITEM);
		assertThat(ItemCache.NO_OP.get(KEY)).isNull();
		assertThat(ItemCache.NO_OP.peek(KEY)).isNull();
	}

	@Test
	void refusesWhatCannotBeKept() {
		assertThatIllegalArgumentException().isThrownBy(() -> new CacheDefinition(0, Duration.ofSeconds(1), null))
			.withMessage("'size' must be 1 or more, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new CacheDefinition(1, Duration.ZERO, null))
			.withMessage("'expire-after' must be more than zero, but is PT0S");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CacheDefinition(1, Duration.ofSeconds(1), Duration.ofSeconds(-1)))
			.withMessage("'negative' must be more than zero, but is PT-1S");
	}

	private CaffeineItemCache cache(@Nullable Duration negative) {
		return CaffeineItemCache.of(new CacheDefinition(100, Duration.ofSeconds(10), negative), this.nanos::get);
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
