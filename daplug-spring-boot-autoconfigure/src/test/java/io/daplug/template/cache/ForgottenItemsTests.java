package io.daplug.template.cache;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.CachedItem;
import io.daplug.cache.CaffeineItemCache;
import io.daplug.cache.ItemCache;
import io.daplug.fixture.BackgroundCall;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachedItems} while an item is being forgotten: its reads are, and the
 * item itself is about to be.
 */
class ForgottenItemsTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final CachedItem OLD = item("old");

	private static final CachedItem NEW = item("new");

	private final SlowCache cache = new SlowCache();

	private final CachedItems items = new CachedItems(new CachedTable(), new CachedItems.Way("way", this.cache),
			new TableKeys(TableDefinition.named("orders").hashKey("id").build(),
					new ItemConverter(JsonMapper.shared())));

	@Test
	void whoJustMissedWhatIsBeingForgottenDoesNotKeepIt() throws Exception {
		this.cache.put(KEY, OLD);
		this.cache.misses.set(true);
		BackgroundCall<?> write = BackgroundCall.startWaiting(() -> {
			this.items.written(Map.of("id", AttributeValue.fromS("a")), false);
			return "written";
		});
		assertThat(this.items.get(KEY, () -> NEW)).as("it was read before the write has ended").isEqualTo(OLD);
		write.get();
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
	}

	private static CachedItem item(String value) {
		return new CachedItem(Map.of("value", AttributeValue.fromS(value)), false);
	}

	/** Forgets an item when somebody has looked whether it is still there. */
	private static final class SlowCache implements ItemCache {

		private final CaffeineItemCache items = CaffeineItemCache.of(CacheDefinition.DEFAULTS);

		private final AtomicBoolean misses = new AtomicBoolean();

		private final CountDownLatch looked = new CountDownLatch(1);

		private final CountDownLatch evicted = new CountDownLatch(1);

		/** Looks before the item is there, and answers after that. */
		@Override
		public @Nullable CachedItem get(ItemKey key) {
			return this.misses.compareAndSet(true, false) ? null : this.items.get(key);
		}

		@Override
		public @Nullable CachedItem peek(ItemKey key) {
			CachedItem item = this.items.peek(key);
			this.looked.countDown();
			await(this.evicted);
			return item;
		}

		@Override
		public void put(ItemKey key, CachedItem item) {
			this.items.put(key, item);
		}

		@Override
		public void evict(ItemKey key) {
			await(this.looked);
			this.items.evict(key);
			this.evicted.countDown();
		}

		@Override
		public void clear() {
			this.items.clear();
		}

		private static void await(CountDownLatch latch) {
			try {
				assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
