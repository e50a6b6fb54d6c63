package io.daplug.queue;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Elements of one key that were taken from a {@link KeyedQueue} together.
 *
 * @param <K> type of the key
 * @param <E> type of the elements
 */
public final class Portion<K, E> {

	private final Mailbox<K, E> mailbox;

	private final List<E> elements;

	private final int attempts;

	private final @Nullable Exception failure;

	Portion(Mailbox<K, E> mailbox, List<E> elements, int attempts, @Nullable Exception failure) {
		this.mailbox = mailbox;
		this.elements = List.copyOf(elements);
		this.attempts = attempts;
		this.failure = failure;
	}

	Mailbox<K, E> mailbox() {
		return this.mailbox;
	}

	/**
	 * Returns the key of all the elements.
	 * @return the key
	 */
	public K key() {
		return this.mailbox.key();
	}

	/**
	 * Returns the elements.
	 * @return the elements, in their order, at least one
	 */
	public List<E> elements() {
		return this.elements;
	}

	/**
	 * Returns how often the first element has failed.
	 * @return the number of attempts
	 */
	public int attempts() {
		return this.attempts;
	}

	/**
	 * Returns what the first element failed with.
	 * @return the last failure; null if there was no attempt
	 */
	public @Nullable Exception failure() {
		return this.failure;
	}

}
