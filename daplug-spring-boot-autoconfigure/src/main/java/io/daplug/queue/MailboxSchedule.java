package io.daplug.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * The mailboxes of a {@link KeyedQueue}, whose lock guards them: which of them a worker
 * may take, and which wait for their next attempt. A mailbox that is neither is a
 * worker's.
 *
 * @param <K> type of the keys
 * @param <E> type of the elements
 */
final class MailboxSchedule<K, E> {

	private final Map<K, Mailbox<K, E>> mailboxes = new HashMap<>();

	private final Deque<Mailbox<K, E>> takeable = new ArrayDeque<>();

	private final PriorityQueue<Mailbox<K, E>> delayed = new PriorityQueue<>(
			(left, right) -> Long.signum(left.due() - right.due()));

	/**
	 * Adds an element.
	 * @return whether it is the first one of its key, so that the key is takeable now
	 */
	boolean add(K key, E element) {
		Mailbox<K, E> mailbox = this.mailboxes.get(key);
		boolean fresh = (mailbox == null);
		if (mailbox == null) {
			mailbox = new Mailbox<>(key);
			this.mailboxes.put(key, mailbox);
			this.takeable.add(mailbox);
		}
		mailbox.add(element);
		return fresh;
	}

	/** How many keys a worker may take. */
	int takeable() {
		return this.takeable.size();
	}

	boolean isDelayed() {
		return !this.delayed.isEmpty();
	}

	Mailbox<K, E> take() {
		return this.takeable.remove();
	}

	/** Makes keys takeable whose time has come, and says how long the next one waits. */
	long wakeDelayed() {
		Mailbox<K, E> first = this.delayed.peek();
		while (first != null) {
			long wait = first.due() - System.nanoTime();
			if (wait > 0) {
				return wait;
			}
			this.takeable.add(this.delayed.remove());
			first = this.delayed.peek();
		}
		return Long.MAX_VALUE;
	}

	/** Whether a mailbox has not been removed since it was taken. */
	boolean contains(Mailbox<K, E> mailbox) {
		return this.mailboxes.get(mailbox.key()) == mailbox;
	}

	/** Lets others take a mailbox again, or removes it if it is empty. */
	void giveBack(Mailbox<K, E> mailbox) {
		if (mailbox.size() > 0) {
			this.takeable.add(mailbox);
		}
		else {
			this.mailboxes.remove(mailbox.key());
		}
	}

	/** Lets others take a mailbox when its time comes. */
	void delay(Mailbox<K, E> mailbox) {
		this.delayed.add(mailbox);
	}

	/** The least value of the elements that are the first of their keys. */
	OptionalLong leastOfFirst(ToLongFunction<E> value) {
		return this.mailboxes.values()
			.stream()
			.filter((mailbox) -> mailbox.size() > 0)
			.mapToLong((mailbox) -> value.applyAsLong(mailbox.first()))
			.min();
	}

	/** Removes everything. */
	List<Portion<K, E>> clear() {
		List<Portion<K, E>> all = this.mailboxes.values()
			.stream()
			.map((mailbox) -> mailbox.first(mailbox.size()))
			.toList();
		this.mailboxes.clear();
		this.takeable.clear();
		this.delayed.clear();
		return all;
	}

}
