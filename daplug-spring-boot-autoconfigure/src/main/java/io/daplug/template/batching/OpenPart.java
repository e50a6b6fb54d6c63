package io.daplug.template.batching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.DuplicateKeys;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries together that go out together, in their order.
 *
 * @param <T> type of the entries
 */
final class OpenPart<T> {

	private final int mostEntries;

	private final long mostBytes;

	private final DuplicateKeys duplicates;

	private final Map<ItemKey, BatchEntry<T>> entries = new LinkedHashMap<>();

	private long bytes;

	private long superseded;

	/**
	 * Creates an empty part.
	 * @param mostEntries how many entries it has at most
	 * @param mostBytes how many bytes it has at most, if it has more than one entry
	 * @param duplicates whether the last entry of a key stands for those that are in the
	 * part already, or goes out after them
	 */
	OpenPart(int mostEntries, long mostBytes, DuplicateKeys duplicates) {
		this.mostEntries = mostEntries;
		this.mostBytes = mostBytes;
		this.duplicates = duplicates;
	}

	/**
	 * Adds an entry.
	 * @return what is to go out now; null if nothing is
	 */
	@Nullable List<BatchEntry<T>> add(BatchEntry<T> entry) {
		List<BatchEntry<T>> ready = null;
		BatchEntry<T> previous = this.entries.get(entry.key());
		if (previous != null && this.duplicates == DuplicateKeys.IN_ORDER) {
			ready = take();
		}
		else if (previous != null) {
			this.entries.remove(entry.key());
			this.bytes -= previous.size();
			this.superseded++;
		}
		if (!this.entries.isEmpty() && this.bytes + entry.size() > this.mostBytes) {
			ready = take();
		}
		this.entries.put(entry.key(), entry);
		this.bytes += entry.size();
		return (this.entries.size() == this.mostEntries) ? take() : ready;
	}

	/** Takes what is in it, which may be nothing. */
	List<BatchEntry<T>> take() {
		List<BatchEntry<T>> taken = List.copyOf(this.entries.values());
		this.entries.clear();
		this.bytes = 0;
		return taken;
	}

	/** How many entries others stood for since this was asked last. */
	long superseded() {
		long number = this.superseded;
		this.superseded = 0;
		return number;
	}

}
