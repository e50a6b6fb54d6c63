package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.daplug.item.ItemType;
import io.daplug.template.transaction.ReadEntry;

/**
 * The items that a transaction read, all as they were at one moment. They are named by
 * the place of their entry, from 0, and read when they are asked for.
 */
public final class TransactionItems {

	private final List<ReadEntry> entries;

	TransactionItems(List<ReadEntry> entries) {
		this.entries = List.copyOf(entries);
	}

	/**
	 * Returns how many entries the transaction has.
	 * @return the number of entries, found or not
	 */
	public int size() {
		return this.entries.size();
	}

	/**
	 * Returns the item of an entry.
	 * @param index the entry's place
	 * @return the item, prefixes removed; empty if there is none, or readers do not see
	 * it
	 */
	public Optional<Map<String, Object>> get(int index) {
		return get(index, ItemType.MAP);
	}

	/**
	 * Returns the item of an entry.
	 * @param <T> type of the item
	 * @param index the entry's place
	 * @param type type of the item
	 * @return the item, prefixes removed; empty if there is none, or readers do not see
	 * it
	 * @throws io.daplug.item.ItemConversionException if the item cannot be read as the
	 * type
	 */
	public <T> Optional<T> get(int index, Class<T> type) {
		return get(index, ItemType.of(type));
	}

	private <T> Optional<T> get(int index, ItemType<T> type) {
		ReadEntry entry = this.entries.get(Objects.checkIndex(index, this.entries.size()));
		return Optional.ofNullable(entry.item()).map((item) -> entry.converter().fromAttributes(item, type));
	}

	/**
	 * Tells the number of entries, and nothing of the items.
	 */
	@Override
	public String toString() {
		return "TransactionItems[%d entries]".formatted(this.entries.size());
	}

}
