package io.daplug.template.cache;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.cache.ItemCache;
import io.daplug.item.ItemKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that is kept of one table of DynamoDB. Its templates share the items that they keep
 * in the same way. These go with the last of the templates.
 */
public final class CachedTable {

	private final List<WeakReference<CachedItems>> all = new CopyOnWriteArrayList<>();

	CachedTable() {
	}

	/** The items that are kept in some way; made if nobody has them yet. */
	synchronized CachedItems items(Object way, Function<CachedTable, CachedItems> factory) {
		this.all.removeIf((reference) -> reference.get() == null);
		for (WeakReference<CachedItems> reference : this.all) {
			CachedItems items = reference.get();
			if (items != null && items.isKept(way)) {
				return items;
			}
		}
		CachedItems items = factory.apply(this);
		this.all.add(new WeakReference<>(items));
		return items;
	}

	/** Whether a cache keeps items of this table. */
	boolean isKeptBy(ItemCache cache) {
		return this.all.stream().map(WeakReference::get).anyMatch((items) -> items != null && items.cache() == cache);
	}

	void written(Map<String, AttributeValue> item, boolean mayFollow) {
		forEach((items) -> items.written(item, mayFollow));
	}

	/**
	 * Forgets an item.
	 * @param key the key as it is stored, by position
	 */
	public void evict(ItemKey key) {
		forEach((items) -> items.evict(key));
	}

	/**
	 * Forgets all items.
	 */
	public void clear() {
		forEach(CachedItems::clear);
	}

	private void forEach(Consumer<CachedItems> action) {
		for (WeakReference<CachedItems> reference : this.all) {
			CachedItems items = reference.get();
			if (items != null) {
				action.accept(items);
			}
		}
	}

}
