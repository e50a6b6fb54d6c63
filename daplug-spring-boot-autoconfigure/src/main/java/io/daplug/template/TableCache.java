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

	private final TableEngines engines;

	private final CachedItems cached;

	private TableCache(TableEngines engines, CachedItems cached) {
		this.engines = engines;
		this.cached = cached;
	}

	/**
	 * Returns what is kept of a template's table. Templates over one table that keep
	 * items in the same way share them. Needs no tenant: those of all tenants are kept
	 * together.
	 * @param template the template
	 * @return what is kept; empty if no items of the table are kept in memory
	 */
	public static Optional<TableCache> of(DaplugTemplate template) {
		Assert.notNull(template, "'template' must not be null");
		TableEngines engines = template.engines();
		return Optional.ofNullable(engines.context().cached()).map((cached) -> new TableCache(engines, cached));
	}

	/**
	 * Forgets the item of a change. Changes of other tables are left alone.
	 * @param change the change
	 */
	@Override
	public void handle(ItemChange<?> change) {
		if (change.table().equals(this.engines.context().table().name())) {
			this.cached.table().evict(change.identity().storedKey());
		}
	}

	/**
	 * Forgets an item; where tenants share the table, that of the tenant of this thread,
	 * or of the one that the template was named for.
	 * @param key the key, without the prefixes of the table
	 * @throws io.daplug.tenant.MissingTenantException if nobody says for which tenant
	 * @throws io.daplug.item.InvalidKeyException if the table cannot have such a key
	 */
	public void evict(ItemKey key) {
		TableContext context = this.engines.current().context();
		this.cached.table().evict(context.keys().of(context.keys().stored(key, context.prefixer())));
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
		return "TableCache[%s]".formatted(this.engines.context().table().name());
	}

}
