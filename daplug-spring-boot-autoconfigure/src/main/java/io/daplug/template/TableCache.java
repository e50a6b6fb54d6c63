package io.daplug.template;

import java.util.Optional;

import io.daplug.cache.ItemCache;
import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.context.TableContext;

import org.springframework.util.Assert;

/**
 * What is kept in memory of a table, for those who learn that others wrote: it forgets
 * items, so that they are read again. For what the application writes, templates see to
 * that. As a handler of changes, it forgets the items that it is told of. Sends no
 * requests. Safe for use by many threads.
 */
public final class TableCache implements ChangeHandler {

	private final TableContext context;

	private final CachedItems cached;

	private TableCache(TableContext context, CachedItems cached) {
		this.context = context;
		this.cached = cached;
	}

	/**
	 * Returns what is kept of a template's table. Templates over one table that keep
	 * items in the same way share them.
	 * @param template the template
	 * @return what is kept; empty if no items of the table are kept in memory
	 */
	public static Optional<TableCache> of(DaplugTemplate template) {
		Assert.notNull(template, "'template' must not be null");
		TableContext context = template.engine().context();
		return Optional.ofNullable(context.cached()).map((cached) -> new TableCache(context, cached));
	}

	/**
	 * Forgets the item of a change. Changes of other tables are left alone.
	 * @param change the change
	 */
	@Override
	public void handle(ItemChange<?> change) {
		if (change.table().equals(this.context.table().name())) {
			this.cached.table().evict(change.identity().storedKey());
		}
	}

	/**
	 * Forgets an item.
	 * @param key the key, without the prefixes of the table
	 * @throws io.daplug.item.InvalidKeyException if the table cannot have such a key
	 */
	public void evict(ItemKey key) {
		this.cached.table().evict(this.context.keys().of(this.context.keys().stored(key, this.context.prefixer())));
	}

	/**
	 * Forgets all items of the table.
	 */
	public void clear() {
		this.cached.table().clear();
	}

	/**
	 * Returns what keeps the items.
	 * @return the cache
	 */
	public ItemCache cache() {
		return this.cached.cache();
	}

	@Override
	public String toString() {
		return "TableCache[%s]".formatted(this.context.table().name());
	}

}
