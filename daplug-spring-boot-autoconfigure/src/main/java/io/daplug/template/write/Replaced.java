package io.daplug.template.write;

import io.daplug.event.ItemImage;
import io.daplug.template.context.SeenChange;
import io.daplug.template.model.WriteAnswerException;
import org.jspecify.annotations.Nullable;

/**
 * What a write found in its place.
 *
 * @param <C> the type that its change is announced as
 * @param before the item as it was, as far as anybody asked or knows
 * @param changeId the id of the change that the item came from; null if nobody knows, or
 * if items of the table have none
 * @param unreadable why nobody knows the item, if it cannot be read
 */
record Replaced<C>(ItemImage<C> before, @Nullable String changeId, @Nullable WriteAnswerException unreadable) {

	Replaced(ItemImage<C> before, @Nullable String changeId) {
		this(before, changeId, null);
	}

	/** What is known of it without asking. */
	static <C> Replaced<C> asKnown(PreparedWrite<C> write) {
		SeenChange removed = (write.action() instanceof DeleteAction delete) ? delete.removed() : null;
		return new Replaced<>(write.before(), (removed != null) ? removed.id() : null);
	}

}
