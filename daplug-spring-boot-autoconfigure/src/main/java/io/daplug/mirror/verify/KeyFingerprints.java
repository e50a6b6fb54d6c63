package io.daplug.mirror.verify;

import java.nio.ByteBuffer;
import java.util.Map;

import io.daplug.text.Sha256;
import io.daplug.text.ValueIdentity;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A set of keys in little memory: 64 bits of a digest for each, so that two keys are
 * taken for one once in very many tables. Where there are more keys than it may hold, it
 * keeps one part of all keys, and the others are for another set. Safe for use by many
 * threads.
 */
final class KeyFingerprints {

	/** At most so much of the table is filled, so that searches are short. */
	private static final double FILL = 0.6;

	private static final int SMALLEST = 1024;

	private final int most;

	private final int part;

	/** How many parts there are: a power of two. */
	private int parts;

	private long[] slots = new long[SMALLEST];

	private int size;

	/**
	 * Creates an empty set.
	 * @param most how many keys it holds at most
	 * @param part which part of all keys
	 * @param parts how many parts there are, a power of two; grows if the first part is
	 * too large
	 */
	KeyFingerprints(int most, int part, int parts) {
		this.most = most;
		this.part = part;
		this.parts = parts;
	}

	/** What stands for a key as it is stored; never 0, which stands for none. */
	static long of(Map<String, AttributeValue> storedKey) {
		byte[] digest = Sha256.of(ValueIdentity.of(AttributeValue.fromM(storedKey))).bytes();
		return ByteBuffer.wrap(digest).getLong() | 1L << 63;
	}

	synchronized int parts() {
		return this.parts;
	}

	synchronized int size() {
		return this.size;
	}

	/** Adds a key, if it is of this part. */
	synchronized void add(long key) {
		if (!isOfPart(key) || contains(key)) {
			return;
		}
		if (this.size >= this.most && this.part == 0) {
			this.parts *= 2;
			rebuild(this.slots.length);
			if (!isOfPart(key)) {
				return;
			}
		}
		if (this.size + 1 > this.slots.length * FILL) {
			rebuild(this.slots.length * 2);
		}
		insert(key);
	}

	synchronized boolean contains(long key) {
		return this.slots[slot(key)] == key;
	}

	synchronized boolean remove(long key) {
		int slot = slot(key);
		if (this.slots[slot] != key) {
			return false;
		}
		this.slots[slot] = 0;
		this.size--;
		// Those that follow may have been put there because the slot was taken.
		for (int next = next(slot); this.slots[next] != 0; next = next(next)) {
			long moved = this.slots[next];
			this.slots[next] = 0;
			this.size--;
			insert(moved);
		}
		return true;
	}

	private boolean isOfPart(long key) {
		return (key & (this.parts - 1)) == this.part;
	}

	private void insert(long key) {
		this.slots[slot(key)] = key;
		this.size++;
	}

	/** Where a key is, or would be. */
	private int slot(long key) {
		int slot = (int) (key >>> 20) & (this.slots.length - 1);
		while (this.slots[slot] != 0 && this.slots[slot] != key) {
			slot = next(slot);
		}
		return slot;
	}

	private int next(int slot) {
		return (slot + 1) & (this.slots.length - 1);
	}

	private void rebuild(int length) {
		long[] before = this.slots;
		this.slots = new long[length];
		this.size = 0;
		for (long key : before) {
			if (key != 0 && isOfPart(key)) {
				insert(key);
			}
		}
	}

}
