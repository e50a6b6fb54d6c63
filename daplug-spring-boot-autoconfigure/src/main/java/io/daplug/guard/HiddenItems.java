package io.daplug.guard;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Hides some items, and shows the others as they are stored.
 *
 * @param attributes the attributes by which it decides
 * @param hidden whether nobody may see a stored item
 */
record HiddenItems(Set<String> attributes, Predicate<Map<String, AttributeValue>> hidden) implements ItemVisibility {

	@Override
	public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		return this.hidden.test(stored) ? null : stored;
	}

}
