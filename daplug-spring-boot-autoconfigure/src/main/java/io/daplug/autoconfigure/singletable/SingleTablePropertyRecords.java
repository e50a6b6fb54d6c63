package io.daplug.autoconfigure.singletable;

import java.util.Map;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of tables that keep items of many types.
 */
final class SingleTablePropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug", DaplugSingleTablesProperties.class);
	}

}
