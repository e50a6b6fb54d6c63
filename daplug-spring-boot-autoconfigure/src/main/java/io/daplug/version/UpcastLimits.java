package io.daplug.version;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What upcasters must leave alone of an item.
 *
 * @param fixed the attributes that an item keeps as they are: keys of the table, the
 * idempotence key, and what is unique
 * @param parts the attributes that keys of the table are composed of, which an item keeps
 * if it has them
 * @param own the attributes that nobody sees
 * @param keys gives the keys of the table that the attributes of an item make
 */
public record UpcastLimits(Set<String> fixed, Set<String> parts, Set<String> own,
		UnaryOperator<Map<String, AttributeValue>> keys) {

	/**
	 * Keeps the names from being changed.
	 * @param fixed the attributes that an item keeps as they are
	 * @param parts the attributes that an item keeps if it has them
	 * @param own the attributes that nobody sees
	 * @param keys gives the keys of the table
	 */
	public UpcastLimits {
		fixed = Set.copyOf(fixed);
		parts = Set.copyOf(parts);
		own = Set.copyOf(own);
	}

}
