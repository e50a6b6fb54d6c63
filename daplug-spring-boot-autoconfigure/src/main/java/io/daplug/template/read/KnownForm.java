package io.daplug.template.read;

import java.util.Map;

import io.daplug.cache.CachedItem;
import io.daplug.guard.ItemVisibility;
import io.daplug.template.context.PlainForm;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is known alike by all who read an item: what anybody may see of it, without
 * prefixes, and in the form that it has now. It is kept beside an item that is kept.
 *
 * @param visibility which items readers see, and what of them
 * @param plain makes of that what they know
 */
record KnownForm(ItemVisibility visibility, PlainForm plain) {

	/** An item as it is known; null if readers see none. */
	@Nullable Map<String, AttributeValue> of(CachedItem item) {
		return isSeen(item, this.visibility) ? item.known(this, this::made) : null;
	}

	/** Whether readers see an item at this moment. */
	static boolean isSeen(CachedItem item, ItemVisibility visibility) {
		return !item.attributes().isEmpty() && !visibility.hides(item.attributes());
	}

	private @Nullable Map<String, AttributeValue> made(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> visible = this.visibility.visible(stored);
		return (visible != null) ? this.plain.of(visible) : null;
	}

}
