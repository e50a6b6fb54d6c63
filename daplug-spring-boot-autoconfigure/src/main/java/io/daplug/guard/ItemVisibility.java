package io.daplug.guard;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decides which stored items readers see, and which of their attributes. Every read of a
 * template asks it: gets, batches of gets, queries, scans, counts, raw responses, and
 * updates by query.
 * <p>
 * It sees items as they are stored, prefixes on. A secondary index must hold the
 * attributes by which it decides. Readers of a table's stream see by the same rules, but
 * for those that depend on the time.
 */
public interface ItemVisibility {

	/** Shows every item as it is stored. */
	ItemVisibility ALL = new AllVisible();

	/**
	 * Returns the rule that hides some items, and shows the others as they are stored.
	 * @param attributes the names of the attributes by which it decides
	 * @param hidden whether nobody may see a stored item
	 * @return the rule
	 */
	static ItemVisibility hiding(Set<String> attributes, Predicate<Map<String, AttributeValue>> hidden) {
		return new HiddenItems(attributes, hidden);
	}

	/**
	 * Returns the attributes by which it decides. A read that asks for other attributes
	 * only brings them too, and leaves them out of what it returns.
	 * @return the names of the attributes
	 */
	Set<String> attributes();

	/**
	 * Returns the attributes by which it decides about what is in an index. By default
	 * the same; fewer where items that nobody sees are not in the index.
	 * @param indexKeys the keys of the index
	 * @return the names of the attributes, which the index must hold
	 */
	default Set<String> attributesIn(Set<String> indexKeys) {
		return attributes();
	}

	/**
	 * Returns a stored item as readers may see it.
	 * @param stored the item as it is stored, or what a read brings of it; it must not be
	 * changed
	 * @return the item with all its keys, without the attributes that nobody may see;
	 * null if nobody may see the item
	 */
	@Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored);

	/**
	 * Says whether nobody may see a stored item.
	 * @param stored the item as it is stored, or what a read brings of it; it must not be
	 * changed
	 * @return whether {@link #visible} returns null
	 */
	default boolean hides(Map<String, AttributeValue> stored) {
		return visible(stored) == null;
	}

	/**
	 * Says whether there may be items that nobody sees. If so, items are counted by
	 * reading them.
	 * @return whether items may be hidden
	 */
	default boolean hidesItems() {
		return true;
	}

	/**
	 * Returns the rule that shows what this one and another one show.
	 * @param other the other rule
	 * @return both rules as one
	 */
	default ItemVisibility and(ItemVisibility other) {
		return (other == ALL) ? this : (this == ALL) ? other : new BothVisible(this, other);
	}

}
