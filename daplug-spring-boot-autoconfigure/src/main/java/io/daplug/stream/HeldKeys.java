package io.daplug.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys whose changes are parked untried, each with why its first one was parked.
 */
final class HeldKeys {

	private final Map<KeyOfTable, Exception> causes = new ConcurrentHashMap<>();

	void hold(KeyOfTable key, Exception cause) {
		this.causes.putIfAbsent(key, cause);
	}

	@Nullable Exception cause(KeyOfTable key) {
		return this.causes.get(key);
	}

	boolean release(ItemKey key) {
		return this.causes.keySet().removeIf((held) -> held.key().equals(key));
	}

	int size() {
		return this.causes.size();
	}

}
