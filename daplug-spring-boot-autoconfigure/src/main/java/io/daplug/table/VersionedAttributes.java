package io.daplug.table;

import java.util.LinkedHashSet;
import java.util.Set;

import io.daplug.idempotence.IdempotenceDefinition;

/**
 * What stays of an item when it becomes one of a later version of its schema.
 *
 * @param fixed the attributes that an item keeps as they are: keys of the table, the
 * idempotence key, and what is unique
 * @param parts the attributes that keys of the table are composed of, which an item keeps
 * if it has them
 * @param own the attributes that nobody sees
 */
public record VersionedAttributes(Set<String> fixed, Set<String> parts, Set<String> own) {

	/**
	 * Returns the attributes of a table.
	 * @param table the table
	 * @return the attributes
	 */
	public static VersionedAttributes of(TableDefinition table) {
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
		return new VersionedAttributes(fixed, Set.copyOf(new ComputedKeys(table).components()), own);
	}

}
