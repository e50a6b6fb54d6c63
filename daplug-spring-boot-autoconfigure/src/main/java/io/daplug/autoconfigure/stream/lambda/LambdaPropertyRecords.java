package io.daplug.autoconfigure.stream.lambda;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of Lambda functions.
 */
final class LambdaPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.stream.lambda", DaplugLambdaProperties.class);
	}

	@Override
	public Set<String> switches() {
		return Set.of("daplug.stream.lambda.enabled");
	}

}
