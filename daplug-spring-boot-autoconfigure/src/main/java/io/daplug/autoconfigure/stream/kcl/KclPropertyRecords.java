package io.daplug.autoconfigure.stream.kcl;

import java.util.Map;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of streams that are read with the Kinesis Client Library.
 */
final class KclPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.stream.kcl", DaplugKclProperties.class);
	}

}
