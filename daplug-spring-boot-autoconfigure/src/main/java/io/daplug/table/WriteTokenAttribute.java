package io.daplug.table;

import java.util.Set;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which attribute of a table keeps the token of the last write.
 */
final class WriteTokenAttribute {

	private static final String DEFAULT = "_write";

	private WriteTokenAttribute() {
	}

	/**
	 * The attribute that is asked for. A counter alone does not tell two writers apart
	 * that count to the same number.
	 */
	static @Nullable String of(@Nullable String asked, @Nullable IdempotenceDefinition idempotence) {
		if (asked != null) {
			return asked.isEmpty() ? null : asked;
		}
		boolean counts = idempotence != null && idempotence.generate() == GeneratedValue.COUNTER;
		return counts ? DEFAULT : null;
	}

	/** Refuses an attribute that the table has for another purpose. */
	static void check(String property, @Nullable String attribute, String table, Set<String> reserved) {
		Assert.state(attribute == null || !reserved.contains(attribute),
				() -> "'%s' of table '%s' must be an attribute of its own, but '%s' is a key or guards the item"
					.formatted(property, table, attribute));
	}

}
