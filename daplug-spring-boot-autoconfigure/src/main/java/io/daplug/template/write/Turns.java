package io.daplug.template.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemKey;

/**
 * Brings the announcements of each key into the order of its writes. DynamoDB does not
 * tell which of two writes at once was carried out first, so those of one key are sent
 * one after the other. Other keys do not wait.
 */
final class Turns {

	private final Map<ItemKey, Turn> last = new HashMap<>();

	/**
	 * Takes the next turn of some keys and waits until the writes before it have been
	 * sent. It is taken for all keys at once: of two turns that share keys, one comes
	 * first everywhere, so they never wait for each other in a circle.
	 */
	Turn take(Collection<ItemKey> keys) {
		Turn turn = queue(keys);
		turn.announced().thenRun(() -> remove(keys, turn));
		turn.awaitSent();
		return turn;
	}

	private synchronized Turn queue(Collection<ItemKey> keys) {
		Set<Turn> before = new LinkedHashSet<>();
		keys.forEach((key) -> {
			Turn turn = this.last.get(key);
			if (turn != null) {
				before.add(turn);
			}
		});
		Turn turn = Turn.after(before);
		keys.forEach((key) -> this.last.put(key, turn));
		return turn;
	}

	private synchronized void remove(Collection<ItemKey> keys, Turn turn) {
		keys.forEach((key) -> this.last.remove(key, turn));
	}

	/** How many keys have writes that are not announced yet. */
	synchronized int size() {
		return this.last.size();
	}

}
