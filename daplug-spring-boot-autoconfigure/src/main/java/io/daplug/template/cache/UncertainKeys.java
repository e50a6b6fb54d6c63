package io.daplug.template.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.daplug.item.ItemKey;

/**
 * Keys whose writes got no answer. Such a write may be carried out after whoever made it
 * has been told so, and nobody hears of that.
 */
final class UncertainKeys {

	/** No request is on its way for longer. */
	private static final long NANOS = Duration.ofMinutes(1).toNanos();

	private final Map<ItemKey, Long> since = new ConcurrentHashMap<>();

	private final LongSupplier clock;

	UncertainKeys(LongSupplier clock) {
		this.clock = clock;
	}

	void add(ItemKey key) {
		this.since.values().removeIf(this::isOver);
		this.since.put(key, this.clock.getAsLong());
	}

	boolean contain(ItemKey key) {
		Long since = this.since.isEmpty() ? null : this.since.get(key);
		return since != null && !isOver(since);
	}

	private boolean isOver(long since) {
		return this.clock.getAsLong() - since >= NANOS;
	}

}
