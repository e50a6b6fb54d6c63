package io.daplug.table;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.daplug.idempotence.IdempotenceDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What stays of an item when it becomes one of a later version of its schema.
 *
 * @param fixed the attributes that an item keeps as they are: keys of the table, the
 * idempotence key, and what is unique
 * @param parts the attributes that keys of the table are composed of, which an item keeps
 * if it has them
 * @param own the attributes that nobody sees
 * @param keys gives the keys of the table that the attributes of an item make
 */
public record VersionedAttributes(Set<String> fixed, Set<String> parts, Set<String> own,
		UnaryOperator<Map<String, AttributeValue>> keys) {

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
		ComputedKeys computed = new ComputedKeys(table);
		return new VersionedAttributes(fixed, Set.copyOf(computed.components()), own, computed::composed);
	}

}
