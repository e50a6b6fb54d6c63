package io.daplug.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the first failure of each key among some changes. This is the rule that keeps the
 * order of a key: after a change that failed, the later changes of its key are not
 * handled, and count as failed with it. The same key of another table is another key.
 */
public final class KeyFailureRegistry {

	private final Map<ItemIdentity, FailedChange> first = new HashMap<>();

	/**
	 * Hands changes to a handler, one after the other. After a change that fails, the
	 * later changes of its key are not handed over; after an interruption, none is.
	 * @param changes the changes, those of one key in their order
	 * @param handler handles one change at a time
	 * @return the changes that were not handled, in the order in which they came
	 */
	public static List<FailedChange> handleEach(List<ItemChange<?>> changes, ChangeHandler handler) {
		List<FailedChange> failed = new ArrayList<>();
		KeyFailureRegistry failures = new KeyFailureRegistry();
		Exception interruption = null;
		for (ItemChange<?> change : changes) {
			Exception cause = (interruption != null) ? interruption : failures.cause(change);
			if (cause == null) {
				try {
					handler.handle(change);
					continue;
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					interruption = ex;
					cause = ex;
				}
				catch (Exception ex) {
					cause = ex;
				}
			}
			FailedChange failure = new FailedChange(change, cause);
			failures.add(failure);
			failed.add(failure);
		}
		return failed;
	}

	/**
	 * Returns the first failure of each key, of those that a handler reports in any
	 * order.
	 * @param changes the changes that the handler was given
	 * @param reported those of them that it did not handle
	 * @return the first failures
	 * @throws IllegalArgumentException if the handler was not given a reported change
	 */
	public static KeyFailureRegistry of(List<ItemChange<?>> changes, List<FailedChange> reported) {
		KeyFailureRegistry failures = new KeyFailureRegistry();
		if (!reported.isEmpty()) {
			Map<ItemChange<?>, Integer> places = new IdentityHashMap<>();
			for (int place = changes.size() - 1; place >= 0; place--) {
				places.put(changes.get(place), place);
			}
			SortedMap<Integer, FailedChange> inOrder = new TreeMap<>();
			reported.forEach((failure) -> inOrder.putIfAbsent(place(failure.change(), changes, places), failure));
			inOrder.values().forEach(failures::add);
		}
		return failures;
	}

	private static int place(ItemChange<?> change, List<ItemChange<?>> changes, Map<ItemChange<?>, Integer> places) {
		Integer known = places.get(change);
		int place = (known != null) ? known : changes.indexOf(change);
		if (place < 0) {
			throw new IllegalArgumentException("A change is reported as failed that was not handed over");
		}
		return place;
	}

	/**
	 * Adds a failure, unless its key has one already.
	 * @param failure the change and why it failed
	 */
	public void add(FailedChange failure) {
		this.first.putIfAbsent(failure.change().identity(), failure);
	}

	/**
	 * Says why a change must not be handled any more.
	 * @param change a change that comes after those that were added
	 * @return why an earlier change of its key failed; null if none did
	 */
	public @Nullable Exception cause(ItemChange<?> change) {
		FailedChange failure = this.first.isEmpty() ? null : this.first.get(change.identity());
		return (failure != null) ? failure.cause() : null;
	}

	/**
	 * Returns the first failure of a key.
	 * @param key the key
	 * @return the change and why it failed; null if no change of the key failed
	 */
	public @Nullable FailedChange first(ItemIdentity key) {
		return this.first.get(key);
	}

	/**
	 * Returns all changes that count as failed: the first one of each key that failed,
	 * and those of its key that come after it.
	 * @param changes the changes, those of one key in their order
	 * @return those that failed, in the same order
	 */
	public List<FailedChange> failed(List<ItemChange<?>> changes) {
		List<FailedChange> failed = new ArrayList<>();
		KeyFailureRegistry passed = new KeyFailureRegistry();
		for (ItemChange<?> change : changes) {
			FailedChange failure = this.first.get(change.identity());
			if (failure != null && failure.change().equals(change)) {
				passed.add(failure);
			}
			Exception cause = passed.cause(change);
			if (cause != null) {
				failed.add(new FailedChange(change, cause));
			}
		}
		return failed;
	}

}
