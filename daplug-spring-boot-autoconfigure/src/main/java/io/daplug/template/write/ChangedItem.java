package io.daplug.template.write;

import java.util.Map;

import io.daplug.event.ItemImage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item around a change that is over, without prefixes.
 *
 * @param before the item as it was; null if there was none, or nobody knows
 * @param after the item as it is; null if nobody knows
 * @param carriedOut whether the change was carried out; if not, the stored item is newer
 */
record ChangedItem(@Nullable Map<String, AttributeValue> before, @Nullable Map<String, AttributeValue> after,
		boolean carriedOut) {

	static ChangedItem of(ChangeOutcome.Made<?> made) {
		return new ChangedItem(attributes(made.before()), attributes(made.after()), true);
	}

	/** The item is newer than the change, and stays as it is. */
	static ChangedItem kept(Map<String, AttributeValue> stored) {
		return new ChangedItem(stored, stored, false);
	}

	private static @Nullable Map<String, AttributeValue> attributes(ItemImage<?> image) {
		return image.isKnown() ? image.item().attributes() : null;
	}

}
