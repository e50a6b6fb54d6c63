package io.daplug.mirror;

import io.daplug.guard.CopySequence;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * What one change makes of one copy. Not a record: two steps are never the same.
 */
final class CopyStep {

	private final int change;

	private final ItemKey key;

	private final @Nullable Object item;

	private final @Nullable CopySequence sequence;

	/**
	 * Creates a step.
	 * @param change the change's place among those that are handled together
	 * @param key the copy's key
	 * @param item what to put; null to delete
	 * @param sequence the change's place in its stream; null if nobody asks for it
	 */
	CopyStep(int change, ItemKey key, @Nullable Object item, @Nullable CopySequence sequence) {
		this.change = change;
		this.key = key;
		this.item = item;
		this.sequence = sequence;
	}

	int change() {
		return this.change;
	}

	ItemKey key() {
		return this.key;
	}

	@Nullable Object item() {
		return this.item;
	}

	/** What is put by a step that puts. */
	Object put() {
		if (this.item == null) {
			throw new IllegalStateException("A step that deletes puts nothing");
		}
		return this.item;
	}

	/** The place of a step in a guarded mirror. */
	CopySequence place() {
		if (this.sequence == null) {
			throw new IllegalStateException("The step has no place in a stream");
		}
		return this.sequence;
	}

	/** Whether it is of an older change than another one, as far as that is known. */
	boolean isOlderThan(CopyStep other) {
		return this.sequence != null && other.sequence != null && this.sequence.compareTo(other.sequence) < 0;
	}

}
