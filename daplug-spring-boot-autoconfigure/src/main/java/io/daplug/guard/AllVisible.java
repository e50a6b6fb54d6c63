package io.daplug.guard;

import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Hides nothing.
 */
final class AllVisible implements ItemVisibility {

	@Override
	public Set<String> attributes() {
		return Set.of();
	}

	@Override
	public Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		return stored;
	}

	@Override
	public boolean hidesItems() {
		return false;
	}

}
