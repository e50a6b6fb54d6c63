package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.cache.CacheDefinition;
import io.daplug.cache.ItemCache;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * How items of one table are kept in memory.
 */
final class CacheMapper {

	private final String property;

	private final @Nullable CacheProperties cache;

	CacheMapper(String table, @Nullable CacheProperties cache) {
		this.property = PropertyPath.ofTable(table, "cache");
		this.cache = cache;
	}

	void define(TableDefinitionBuilder definition) {
		if (this.cache == null) {
			return;
		}
		if (!ItemCache.isAvailable()) {
			throw new DaplugConfigurationException(this.property, "needs Caffeine, which is not on the class path",
					"Add the dependency com.github.ben-manes.caffeine:caffeine, or remove '%s'."
						.formatted(this.property));
		}
		try {
			definition.cache(new CacheDefinition(this.cache.size(), this.cache.expireAfter(), this.cache.negative()));
		}
		catch (IllegalArgumentException ex) {
			throw DaplugConfigurationException.ofOption(this.property, ex);
		}
	}

}
