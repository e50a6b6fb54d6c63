package io.daplug.autoconfigure.health;

import java.util.Map;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of the health.
 */
final class HealthPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.health", DaplugHealthProperties.class);
	}

}
