package io.daplug.template.copy;

import java.time.Duration;

import io.daplug.expression.Condition;
import io.daplug.guard.CopySequence;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is to be written of one copy: the copy itself, or a tombstone in its place.
 * Immutable.
 */
public final class Copy {

	private final @Nullable Object item;

	private final @Nullable ItemKey key;

	private final CopySequence sequence;

	private final @Nullable Duration retention;

	/** What must be true of what is stored; null if it must be older. */
	private final @Nullable Condition seen;

	private Copy(@Nullable Object item, @Nullable ItemKey key, CopySequence sequence, @Nullable Duration retention,
			@Nullable Condition seen) {
		Assert.notNull(sequence, "'sequence' must not be null");
		this.item = item;
		this.key = key;
		this.sequence = sequence;
		this.retention = retention;
		this.seen = seen;
	}

	/**
	 * Returns a copy to put.
	 * @param item the item, with its key: a map, a record or class that Jackson can
	 * write, or a {@code JsonNode}
	 * @param sequence the place of the change that it is made of
	 * @return what is to be written
	 */
	public static Copy of(Object item, CopySequence sequence) {
		Assert.notNull(item, "'item' must not be null");
		return new Copy(item, null, sequence, null, null);
	}

	/**
	 * Returns a copy to remove. A tombstone is written, whether there is a copy or not.
	 * @param key the copy's key
	 * @param sequence the place of the change that removes it
	 * @param retention how long older changes can still come, which is how long the
	 * tombstone stays; more than the 24 hours of a stream
	 * @return what is to be written
	 */
	public static Copy removed(ItemKey key, CopySequence sequence, Duration retention) {
		Assert.notNull(key, "'key' must not be null");
		Assert.notNull(retention, "'retention' must not be null");
		return new Copy(null, key, sequence, retention, null);
	}

	/**
	 * Returns the same, to be written only if what is stored has not been written since
	 * it was seen. Otherwise it fails with a
	 * {@link io.daplug.template.model.ConditionNotMetException ConditionNotMetException}.
	 * @param seen the sequence that was seen; null for an item without one, or for none
	 * @return what is to be written
	 */
	public Copy ifSeen(@Nullable CopySequence seen) {
		return new Copy(this.item, this.key, this.sequence, this.retention,
				(seen != null) ? seen.isStored() : CopySequence.isNone());
	}

	/**
	 * Returns the item to put.
	 * @return the item; null for a tombstone
	 */
	public @Nullable Object item() {
		return this.item;
	}

	/**
	 * Returns the key of the tombstone to put.
	 * @return the key; null for a copy, which has its own
	 */
	public @Nullable ItemKey key() {
		return this.key;
	}

	/**
	 * Returns the place of the change that it is made of.
	 * @return the place
	 */
	public CopySequence sequence() {
		return this.sequence;
	}

	/**
	 * Returns when a tombstone expires.
	 * @return the moment; null for a copy
	 */
	public @Nullable Duration retention() {
		return this.retention;
	}

	/**
	 * Says whether what is stored may be newer, so that nothing is to be done.
	 * @return false if it must be as it was seen
	 */
	public boolean mayBeOlder() {
		return this.seen == null;
	}

	/**
	 * Returns what must be true of the stored item.
	 * @return the condition
	 */
	public Condition condition() {
		return (this.seen != null) ? this.seen : this.sequence.isNewer();
	}

	@Override
	public String toString() {
		return "Copy[%s, %s]".formatted((this.item != null) ? "put" : "remove", this.sequence.text());
	}

}
