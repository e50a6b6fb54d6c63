package io.daplug.stream;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tries to handle changes once, and says where each key got stuck. A change after a
 * failed one of its key counts as failed, whatever its handler says: to try the failed
 * one again after it would be to bring them out of order.
 */
final class Attempts {

	private static final Log logger = LogFactory.getLog(Attempts.class);

	private Attempts() {
	}

	/**
	 * Hands changes to a handler.
	 * @return the first change of each key that failed
	 */
	static Map<KeyOfTable, FailedChange> handle(String listener, ChangeHandler handler, List<ItemChange<?>> changes) {
		List<FailedChange> failed;
		try {
			failed = ChangeHandling.call(() -> handler.handleAll(changes));
		}
		catch (Throwable ex) {
			failed = all(changes, exception(listener, ex));
		}
		return failed.isEmpty() ? Map.of() : firstOfEachKey(listener, changes, failed);
	}

	private static Exception exception(String listener, Throwable thrown) {
		return (thrown instanceof Exception exception) ? exception
				: new ExecutionException("Listener '%s' threw an error".formatted(listener), thrown);
	}

	private static List<FailedChange> all(List<ItemChange<?>> changes, Exception cause) {
		return changes.stream().map((change) -> new FailedChange(change, cause)).toList();
	}

	private static Map<KeyOfTable, FailedChange> firstOfEachKey(String listener, List<ItemChange<?>> changes,
			List<FailedChange> failed) {
		Map<ItemChange<?>, Integer> placeOf = new IdentityHashMap<>();
		for (int place = changes.size() - 1; place >= 0; place--) {
			placeOf.put(changes.get(place), place);
		}
		Map<KeyOfTable, FailedChange> first = new HashMap<>();
		Map<KeyOfTable, Integer> places = new HashMap<>();
		for (FailedChange failure : failed) {
			Integer known = placeOf.get(failure.change());
			int place = (known != null) ? known : changes.indexOf(failure.change());
			if (place < 0) {
				logger.error("Listener '%s' reports a change as failed that it was not given; all it was given counts"
					.formatted(listener));
				return firstOfEachKey(listener, changes, all(changes, failure.cause()));
			}
			KeyOfTable key = KeyOfTable.of(failure.change());
			if (place < places.getOrDefault(key, Integer.MAX_VALUE)) {
				places.put(key, place);
				first.put(key, failure);
			}
		}
		return first;
	}

}
