package io.daplug.autoconfigure.stream;

import java.util.Map;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of listeners.
 */
final class ListenerPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.listeners", DaplugListenersProperties.class);
	}

}
