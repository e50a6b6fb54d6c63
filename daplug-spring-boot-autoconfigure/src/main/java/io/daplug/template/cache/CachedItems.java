package io.daplug.template.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.daplug.cache.CachedItem;
import io.daplug.cache.ItemCache;
import io.daplug.item.ItemKey;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one table that are kept in memory. One thread reads a key; others wait for
 * it. What is read while a write of the key ends may be what was there before, so it is
 * given to those who asked for it and not kept.
 */
public final class CachedItems {

	private final CachedTable table;

	private final Object way;

	private final ItemCache cache;

	private final TableKeys keys;

	/**
	 * The reads under way that may be kept. Whoever evicts a key takes its read away,
	 * then the item: what is kept is kept while the read is still here.
	 */
	private final ConcurrentMap<ItemKey, ItemLoad> loads = new ConcurrentHashMap<>();

	private final UncertainKeys uncertain;

	CachedItems(CachedTable table, Way way, TableKeys keys) {
		this(table, way, keys, System::nanoTime);
	}

	CachedItems(CachedTable table, Way way, TableKeys keys, LongSupplier clock) {
		this.table = table;
		this.way = way.origin();
		this.cache = way.cache();
		this.keys = keys;
		this.uncertain = new UncertainKeys(clock);
	}

	/**
	 * How items are kept.
	 *
	 * @param origin what the cache was made of, equal for those who share it
	 * @param cache keeps them
	 */
	record Way(Object origin, ItemCache cache) {

	}

	boolean isKept(Object origin) {
		return this.way.equals(origin);
	}

	/**
	 * Returns all that is kept of the table.
	 * @return the items of all its templates
	 */
	public CachedTable table() {
		return this.table;
	}

	/**
	 * Returns what keeps the items.
	 * @return the cache
	 */
	public ItemCache cache() {
		return this.cache;
	}

	/**
	 * Returns an item, which is read if it is not known. A thread that is interrupted
	 * while it waits for another one reads the item itself.
	 * @param key the key as it is stored, by position
	 * @param reading reads the item
	 * @return what is known, or was read
	 * @throws RuntimeException what the reading throws, be it on another thread
	 */
	public CachedItem get(ItemKey key, Supplier<CachedItem> reading) {
		CachedItem item = this.cache.get(key);
		while (item == null) {
			ItemLoad own = new ItemLoad(key);
			ItemLoad underWay = this.loads.putIfAbsent(key, own);
			item = (underWay != null) ? awaited(underWay, reading) : begun(own, reading);
		}
		return item;
	}

	/**
	 * Another thread may have ended its read after this one looked. What it kept is
	 * neither kept again nor told to others: a write may be about to have it forgotten.
	 */
	private CachedItem begun(ItemLoad own, Supplier<CachedItem> reading) {
		CachedItem known = this.cache.peek(own.key());
		if (known == null) {
			return load(own, reading);
		}
		end(own);
		return known;
	}

	/**
	 * Reads an item, whatever is known of it, and keeps it.
	 * @param key the key as it is stored, by position
	 * @param reading reads the item
	 * @return what was read
	 */
	public CachedItem refresh(ItemKey key, Supplier<CachedItem> reading) {
		ItemLoad own = new ItemLoad(key);
		if (this.loads.putIfAbsent(key, own) == null) {
			return load(own, reading);
		}
		CachedItem item = reading.get();
		// The other read may have been before a change that this one saw.
		evict(key);
		return item;
	}

	private @Nullable CachedItem awaited(ItemLoad underWay, Supplier<CachedItem> reading) {
		try {
			return underWay.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return reading.get();
		}
	}

	/**
	 * Returns what is known of a key.
	 * @param key the key as it is stored, by position
	 * @return what is known; null if nothing is
	 */
	public @Nullable CachedItem find(ItemKey key) {
		return this.cache.get(key);
	}

	/**
	 * Begins a read, unless the key is being read. Whoever begins one ends it.
	 * @param load the read
	 * @return the read that is under way, to wait for; null if it is the given one
	 */
	public @Nullable ItemLoad begin(ItemLoad load) {
		return this.loads.putIfAbsent(load.key(), load);
	}

	/**
	 * Tells what was read, and keeps it.
	 * @param load the read, which was begun
	 * @param item what was read
	 */
	public void loaded(ItemLoad load, CachedItem item) {
		keep(load, item);
		load.loaded(item);
	}

	/**
	 * Ends a read. Those who wait for it and were told nothing begin anew.
	 * @param load the read, which was begun
	 */
	public void end(ItemLoad load) {
		this.loads.remove(load.key(), load);
		load.giveUp();
	}

	private CachedItem load(ItemLoad own, Supplier<CachedItem> reading) {
		try {
			CachedItem item = reading.get();
			loaded(own, item);
			return item;
		}
		catch (RuntimeException ex) {
			// An interruption is the matter of the one thread that it hits.
			if (!Thread.currentThread().isInterrupted()) {
				own.failed(ex);
			}
			throw ex;
		}
		finally {
			end(own);
		}
	}

	private void keep(ItemLoad load, CachedItem item) {
		this.loads.computeIfPresent(load.key(), (key, underWay) -> {
			if (underWay == load && !this.uncertain.contain(key)) {
				this.cache.put(key, item);
			}
			return underWay;
		});
	}

	/**
	 * Forgets an item that was written, or may have been.
	 * @param item the item, or its key, as it is stored
	 * @param mayFollow whether the write may still be carried out: then the item is not
	 * kept for a minute
	 */
	void written(Map<String, AttributeValue> item, boolean mayFollow) {
		ItemKey key = this.keys.of(item);
		if (mayFollow) {
			this.uncertain.add(key);
		}
		evict(key);
	}

	void evict(ItemKey key) {
		this.loads.remove(key);
		this.cache.evict(key);
	}

	void clear() {
		this.loads.clear();
		this.cache.clear();
	}

}
