package io.daplug.template.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

	/** When keys were dropped that are not uncertain any more. */
	private final AtomicLong swept;

	UncertainKeys(LongSupplier clock) {
		this.clock = clock;
		this.swept = new AtomicLong(clock.getAsLong());
	}

	void add(ItemKey key) {
		long now = this.clock.getAsLong();
		long last = this.swept.get();
		// Not for each key: writes get no answers by the thousand, if they get none.
		if (now - last >= NANOS && this.swept.compareAndSet(last, now)) {
			this.since.values().removeIf(this::isOver);
		}
		this.since.put(key, now);
	}

	boolean contain(ItemKey key) {
		Long since = this.since.isEmpty() ? null : this.since.get(key);
		return since != null && !isOver(since);
	}

	private boolean isOver(long since) {
		return this.clock.getAsLong() - since >= NANOS;
	}

	/** How many keys are held, also of those that are not uncertain any more. */
	int size() {
		return this.since.size();
	}

}
