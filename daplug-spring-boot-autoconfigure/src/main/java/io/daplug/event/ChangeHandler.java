package io.daplug.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;

/**
 * Handles changes, wherever they come from. Called by one thread at a time for the
 * changes of one key, in their order, and by several threads for different keys. A change
 * may come more than once.
 */
@FunctionalInterface
public interface ChangeHandler {

	/**
	 * Handles a change.
	 * @param change the change
	 * @throws Exception if it could not be handled; it may be handed over again
	 */
	void handle(ItemChange<?> change) throws Exception;

	/**
	 * Handles several changes. By default one after the other; after one that fails, the
	 * later ones of its key are not handled, and fail with it; after an interruption,
	 * none is.
	 * @param changes the changes, those of one key in their order
	 * @return those that failed, in the order they came
	 */
	default List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		List<FailedChange> failed = new ArrayList<>();
		Map<ItemKey, Exception> broken = new HashMap<>();
		Exception interruption = null;
		for (ItemChange<?> change : changes) {
			Exception before = (interruption != null) ? interruption : broken.get(change.key());
			if (before != null) {
				failed.add(new FailedChange(change, before));
				continue;
			}
			try {
				handle(change);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				interruption = ex;
				failed.add(new FailedChange(change, ex));
			}
			catch (Exception ex) {
				broken.put(change.key(), ex);
				failed.add(new FailedChange(change, ex));
			}
		}
		return failed;
	}

}
