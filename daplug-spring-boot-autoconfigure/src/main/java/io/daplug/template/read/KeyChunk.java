package io.daplug.template.read;

import java.time.Duration;

import io.daplug.item.ItemKey;
import io.daplug.item.ItemSize;
import io.daplug.task.Deadline;

/**
 * The keys of one request among those of a stream, and what became of them. One thread
 * reads it; whoever takes the items looks at it after that.
 *
 * @param <T> type of the items
 */
final class KeyChunk<T> {

	private final AskedKeys<T> keys = new AskedKeys<>();

	private long bytes;

	private boolean answered;

	/** Adds a key. One that is unusable fails by itself. */
	void add(ItemKey key, KeyLookup<T> lookup) {
		AskedKey<T> asked;
		try {
			asked = lookup.asked(key);
		}
		catch (RuntimeException ex) {
			this.keys.addFailed(key, ex);
			return;
		}
		this.keys.add(key, asked);
	}

	boolean isFull() {
		return this.keys.size() == AskedKeys.PER_REQUEST;
	}

	boolean isEmpty() {
		return this.keys.size() == 0;
	}

	/** Reads the items, on whichever thread. */
	KeyChunk<T> read(KeyLookup<T> lookup, Duration time) {
		KeyLookup<T> measured = lookup.with((item) -> {
			this.bytes += ItemSize.of(item.attributes());
			return lookup.conversion().apply(item);
		});
		measured.read(this.keys, new Deadline(time), (reader, requests) -> requests.forEach(reader::read));
		return this;
	}

	void answer() {
		this.answered = true;
	}

	boolean answered() {
		return this.answered;
	}

	/** How large its items are, as they are stored. */
	long bytes() {
		return this.bytes;
	}

	AskedKeys<T> keys() {
		return this.keys;
	}

}
