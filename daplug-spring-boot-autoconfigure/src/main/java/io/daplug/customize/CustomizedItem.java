package io.daplug.customize;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What customizers made of an item.
 *
 * @param attributes the item; the same map as before if nothing changed
 * @param changed the names of the attributes that were set, replaced or removed
 */
public record CustomizedItem(Map<String, AttributeValue> attributes, Set<String> changed) {

	CustomizedItem with(Map<String, @Nullable AttributeValue> differences) {
		if (differences.isEmpty()) {
			return this;
		}
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(this.attributes);
		differences.forEach((name, value) -> {
			if (value != null) {
				attributes.put(name, value);
			}
			else {
				attributes.remove(name);
			}
		});
		Set<String> changed = new HashSet<>(this.changed);
		changed.addAll(differences.keySet());
		return new CustomizedItem(attributes, changed);
	}

}
