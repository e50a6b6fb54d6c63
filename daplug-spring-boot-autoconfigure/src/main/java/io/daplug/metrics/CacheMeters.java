package io.daplug.metrics;

import io.daplug.cache.CaffeineItemCache;
import io.daplug.template.DaplugTemplates;
import io.daplug.template.TableCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/**
 * Shows what is kept in memory of tables, by Micrometer's own meters for Caffeine:
 * {@code cache.gets}, by {@code result} hit or miss, {@code cache.puts},
 * {@code cache.evictions} and {@code cache.size}. The tag {@code cache} is the logical
 * name of the table. The tag {@code cache.manager} is {@code daplug}: these are the tags
 * of Spring's caches, whose meters have the same names.
 */
public final class CacheMeters {

	private final MeterRegistry meters;

	private final ObjectProvider<DaplugTemplates> templates;

	/**
	 * Creates the meters.
	 * @param meters where they are registered
	 * @param templates the templates of all tables
	 */
	public CacheMeters(MeterRegistry meters, ObjectProvider<DaplugTemplates> templates) {
		this.meters = meters;
		this.templates = templates;
	}

	/** Begins to watch, when all templates are there. */
	@EventListener(ContextRefreshedEvent.class)
	void watch() {
		this.templates.ifAvailable((templates) -> templates.tables()
			.forEach((table) -> TableCache.of(templates.get(table)).ifPresent((cache) -> watch(table, cache))));
	}

	private void watch(String table, TableCache cache) {
		if (cache.cache() instanceof CaffeineItemCache items) {
			new CaffeineCacheMetrics<>(items.caffeine(), table, Tags.of("cache.manager", "daplug")).bindTo(this.meters);
		}
	}

}
