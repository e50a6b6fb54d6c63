package io.daplug.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one key that are not handled yet, in their order. Belongs to a
 * {@link ChangeQueue}, whose lock guards it.
 */
final class Mailbox {

	private final KeyOfTable key;

	private final Deque<ItemChange<?>> changes = new ArrayDeque<>();

	/** How often the first change has failed. */
	private int attempts;

	private @Nullable Exception failure;

	/** When the first change may be tried again, on the clock of the system's nanos. */
	private long due;

	Mailbox(KeyOfTable key) {
		this.key = key;
	}

	KeyOfTable key() {
		return this.key;
	}

	int attempts() {
		return this.attempts;
	}

	/** What the first change has failed with. */
	@Nullable Exception failure() {
		return this.failure;
	}

	long due() {
		return this.due;
	}

	int size() {
		return this.changes.size();
	}

	void add(ItemChange<?> change) {
		this.changes.add(change);
	}

	List<ItemChange<?>> first(int most) {
		List<ItemChange<?>> first = new ArrayList<>(Math.min(most, this.changes.size()));
		Iterator<ItemChange<?>> all = this.changes.iterator();
		while (first.size() < most && all.hasNext()) {
			first.add(all.next());
		}
		return first;
	}

	/** Removes the first changes: they are done with. */
	void removeFirst(int count) {
		for (int i = 0; i < count; i++) {
			this.changes.remove();
		}
		if (count > 0) {
			this.attempts = 0;
			this.failure = null;
		}
	}

	/** Notes that the first change failed and is to be tried again. */
	void failed(Exception cause, long nextTry) {
		this.attempts++;
		this.failure = cause;
		this.due = nextTry;
	}

	List<ItemChange<?>> all() {
		return List.copyOf(this.changes);
	}

}
