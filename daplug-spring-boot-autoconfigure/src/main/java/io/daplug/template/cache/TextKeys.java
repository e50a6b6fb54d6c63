package io.daplug.template.cache;

import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one table that are texts, as they are stored, without their attributes. They
 * are not checked: nothing is kept under a key that the table cannot have.
 */
public final class TextKeys {

	private final TableKeys keys;

	private final ItemConverter converter;

	/** Whether a key has one value for each attribute, as it is given. */
	private final boolean plain;

	/**
	 * Creates the keys of a table.
	 * @param keys the keys of the table
	 * @param converter converts the values of keys
	 */
	public TextKeys(TableKeys keys, ItemConverter converter) {
		this.keys = keys;
		this.converter = converter;
		this.plain = !keys.computed().any();
	}

	/**
	 * Returns a key as it is stored.
	 * @param key the key, in either form
	 * @param prefixer puts the prefixes on
	 * @return the key by position; null if it has to be converted, or has too few values,
	 * or too many
	 */
	public @Nullable ItemKey stored(ItemKey key, KeyPrefixer prefixer) {
		if (!this.plain || !this.converter.storesAsTexts(key)) {
			return null;
		}
		Object range = key.rangeValue();
		if ((range != null) != (this.keys.names().size() > 1)) {
			return null;
		}
		String hash = prefixer.add(this.keys.names().get(0), (String) key.hashValue());
		return (range != null) ? ItemKey.of(hash, prefixer.add(this.keys.names().get(1), (String) range))
				: ItemKey.of(hash);
	}

}
