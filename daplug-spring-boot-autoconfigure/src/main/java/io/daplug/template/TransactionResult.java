package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.item.ItemType;
import io.daplug.template.transaction.WrittenEntry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * What a transaction wrote. Entries are named by their place, from 0. Items are read when
 * they are asked for.
 */
public final class TransactionResult {

	private final List<WrittenEntry> entries;

	TransactionResult(List<WrittenEntry> entries) {
		this.entries = List.copyOf(entries);
	}

	/**
	 * Returns how many entries the transaction has.
	 * @return the number of entries
	 */
	public int size() {
		return this.entries.size();
	}

	/**
	 * Says whether an entry was left out: its table has the strategy {@code use-latest},
	 * and what is stored is newer.
	 * @param index the entry's place
	 * @return whether the stored item was kept
	 */
	public boolean ignored(int index) {
		return entry(index).ignored();
	}

	/**
	 * Returns the item of an insert, overwrite or update.
	 * @param index the entry's place
	 * @return the item as it is stored, prefixes removed
	 * @throws IllegalStateException if the entry leaves no item whose attributes are all
	 * known, as a delete and a check do
	 */
	public Map<String, Object> item(int index) {
		return entry(index).converter().fromAttributes(attributes(index), ItemType.MAP);
	}

	/**
	 * Returns the item of an insert, overwrite or update.
	 * @param <T> type of the item
	 * @param index the entry's place
	 * @param type type of the item
	 * @return the item as it is stored, prefixes removed
	 * @throws IllegalStateException if the entry leaves no item whose attributes are all
	 * known, as a delete and a check do
	 * @throws io.daplug.item.ItemConversionException if the item cannot be read as the
	 * type; it is stored all the same
	 */
	public <T> T item(int index, Class<T> type) {
		return entry(index).converter().fromAttributes(attributes(index), type);
	}

	private Map<String, AttributeValue> attributes(int index) {
		@Nullable Map<String, AttributeValue> item = entry(index).item();
		Assert.state(item != null,
				() -> "Entry %d of the transaction leaves no item whose attributes are all known".formatted(index));
		return Objects.requireNonNull(item);
	}

	private WrittenEntry entry(int index) {
		return this.entries.get(Objects.checkIndex(index, this.entries.size()));
	}

	/**
	 * Tells the number of entries, and nothing of the items.
	 */
	@Override
	public String toString() {
		return "TransactionResult[%d entries]".formatted(this.entries.size());
	}

}
