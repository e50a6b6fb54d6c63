package io.daplug.stream;

import java.util.HashMap;
import java.util.Map;

import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;

/**
 * The keys of which a change has failed, each with the first failure's cause.
 */
final class BrokenKeys {

	private final Map<KeyOfTable, Exception> causes = new HashMap<>();

	void add(ItemChange<?> change, Exception cause) {
		this.causes.putIfAbsent(KeyOfTable.of(change), cause);
	}

	@Nullable Exception cause(ItemChange<?> change) {
		return this.causes.isEmpty() ? null : this.causes.get(KeyOfTable.of(change));
	}

}
