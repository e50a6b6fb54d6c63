package io.daplug.autoconfigure.web;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of web applications.
 */
final class WebPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.web", DaplugWebProperties.class);
	}

	@Override
	public Set<String> switches() {
		return Set.of("daplug.web.problem-details");
	}

}
