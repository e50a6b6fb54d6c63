package io.daplug.stream;

import java.util.Optional;

import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableKeys;
import io.daplug.table.TableRegistry;

import org.springframework.util.Assert;

/**
 * The tables that listeners may name, and the form that their keys are stored in.
 *
 * @param registry the tables
 * @param converter converts the values of keys, as that of the tables' templates does
 */
public record ListenedTables(TableRegistry registry, ItemConverter converter) {

	/**
	 * Creates the tables.
	 * @param registry the tables
	 * @param converter converts the values of keys
	 */
	public ListenedTables {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
	}

	/**
	 * Returns a key by position, with its values as they are stored. No item has a key
	 * that does not fit its table.
	 */
	Optional<ItemKey> normalised(String table, ItemKey key) {
		try {
			return this.registry.find(table)
				.map((definition) -> new TableKeys(definition, this.converter).normalised(key));
		}
		catch (InvalidKeyException | InvalidItemException ex) {
			return Optional.empty();
		}
	}

}
