package io.daplug.autoconfigure.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplates;
import io.daplug.template.TableCache;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;

/**
 * Has tables whose items are kept in memory forget what others change, where a source
 * tells of it. The application's own writes need none. Whoever listens to a change finds
 * the item as it is.
 */
final class CacheFeed implements SmartInitializingSingleton {

	private final ObjectProvider<DaplugTemplates> templates;

	private final StreamListenerRegistry listeners;

	private final ChangeSourceRegistry sources;

	private final Map<String, TableCache> fed = new ConcurrentHashMap<>();

	CacheFeed(ObjectProvider<DaplugTemplates> templates, StreamListenerRegistry listeners,
			ChangeSourceRegistry sources) {
		this.templates = templates;
		this.listeners = listeners;
		this.sources = sources;
	}

	/** Sources are known before they start, some of them after this. */
	@Override
	public void afterSingletonsInstantiated() {
		this.sources.whenRegistered((source) -> source.tables().forEach(this::feed));
	}

	private void feed(String table) {
		DaplugTemplates known = this.templates.getIfAvailable();
		if (known != null && known.tables().contains(table)) {
			TableCache.of(known.get(table)).ifPresent((cache) -> {
				if (this.fed.putIfAbsent(table, cache) == null) {
					this.listeners.watch(table, cache::handle);
				}
			});
		}
	}

	/** Nobody will tell what was changed in the gap. */
	@EventListener
	void forget(StreamGap gap) {
		TableCache cache = this.fed.get(gap.table());
		if (cache != null) {
			cache.clear();
		}
	}

}
