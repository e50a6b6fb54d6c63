package io.daplug.autoconfigure.local;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of the embedded DynamoDB.
 */
final class LocalPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.local", DaplugLocalProperties.class);
	}

	@Override
	public Set<String> switches() {
		return Set.of("daplug.local.enabled");
	}

}
