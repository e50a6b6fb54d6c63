package io.daplug.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The elements of one key that are not done with, in their order. Belongs to a
 * {@link KeyedQueue}, whose lock guards it.
 *
 * @param <K> type of the key
 * @param <E> type of the elements
 */
final class Mailbox<K, E> {

	private final K key;

	private final Deque<E> elements = new ArrayDeque<>();

	/** How often the first element has failed. */
	private int attempts;

	private @Nullable Exception failure;

	/** When the first element may be tried again, on the clock of the system's nanos. */
	private long due;

	Mailbox(K key) {
		this.key = key;
	}

	K key() {
		return this.key;
	}

	long due() {
		return this.due;
	}

	int size() {
		return this.elements.size();
	}

	void add(E element) {
		this.elements.add(element);
	}

	E first() {
		return this.elements.element();
	}

	/** A view of the first elements, as they are now. */
	Portion<K, E> first(int most) {
		List<E> first = new ArrayList<>(Math.min(most, this.elements.size()));
		Iterator<E> all = this.elements.iterator();
		while (first.size() < most && all.hasNext()) {
			first.add(all.next());
		}
		return new Portion<>(this, first, this.attempts, this.failure);
	}

	/** Removes the first elements: they are done with. */
	void removeFirst(int count) {
		for (int i = 0; i < count; i++) {
			this.elements.remove();
		}
		if (count > 0) {
			this.attempts = 0;
			this.failure = null;
		}
	}

	/** Notes that the first element failed and is to be tried again. */
	void failed(Exception cause, long nextTry) {
		this.attempts++;
		this.failure = cause;
		this.due = nextTry;
	}

}
