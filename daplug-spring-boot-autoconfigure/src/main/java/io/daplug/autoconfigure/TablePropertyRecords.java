package io.daplug.autoconfigure;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of schemas and tables.
 */
final class TablePropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug", DaplugProperties.class);
	}

	@Override
	public Set<String> switches() {
		return Set.of("daplug.enabled");
	}

}
