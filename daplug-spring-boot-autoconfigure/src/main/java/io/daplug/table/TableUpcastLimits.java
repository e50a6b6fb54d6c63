package io.daplug.table;

import java.util.LinkedHashSet;
import java.util.Set;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.version.UpcastLimits;

/**
 * What upcasters must leave alone of the items of a table.
 */
public final class TableUpcastLimits {

	private TableUpcastLimits() {
	}

	/**
	 * Returns the limits of a table.
	 * @param table the table
	 * @return the limits
	 */
	public static UpcastLimits of(TableDefinition table) {
		Set<String> fixed = new LinkedHashSet<>(table.unique());
		fixed.add(table.hashKey());
		String range = table.rangeKey();
		if (range != null) {
			fixed.add(range);
		}
		IdempotenceDefinition idempotence = table.idempotence();
		if (idempotence != null) {
			fixed.add(idempotence.key());
		}
		Set<String> own = new LinkedHashSet<>(GuardedCopies.OWN);
		String token = table.writeToken();
		if (token != null) {
			own.add(token);
		}
		String former = table.formerWriteToken();
		if (former != null) {
			own.add(former);
		}
		ComputedKeys computed = new ComputedKeys(table);
		return new UpcastLimits(fixed, Set.copyOf(computed.components()), own, computed::composed);
	}

}
