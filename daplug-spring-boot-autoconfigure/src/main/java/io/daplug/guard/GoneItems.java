package io.daplug.guard;

import java.util.Map;

import io.daplug.expression.Condition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stored items that are as good as deleted: nobody sees them, and a write finds none.
 */
public interface GoneItems extends ItemVisibility {

	/**
	 * Says whether a stored item is one of them.
	 * @param stored the item as it is stored
	 * @return whether it only looks as if it were there
	 */
	boolean contain(Map<String, AttributeValue> stored);

	@Override
	default boolean hides(Map<String, AttributeValue> stored) {
		return contain(stored);
	}

	/**
	 * Returns what is true of them.
	 * @return the condition as it is now
	 */
	Condition condition();

}
