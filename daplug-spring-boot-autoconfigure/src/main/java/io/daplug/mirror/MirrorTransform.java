package io.daplug.mirror;

import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says what belongs in a mirror's destination for an item of its source. Must depend on
 * the item alone: it is asked again for a change that comes again, and for the item as it
 * was, to find the copy that was made of it.
 */
@FunctionalInterface
public interface MirrorTransform {

	/**
	 * Returns what belongs in the destination for the item as it is after a change.
	 * @param change an {@link ItemInserted} or {@link io.daplug.event.ItemModified}
	 * @return the destination's item: a map, a record or class that Jackson can write, a
	 * {@code JsonNode}, or an {@link java.util.Optional} of one; null or an empty
	 * {@code Optional} if nothing of the item belongs there
	 * @throws Exception if the change cannot be handled
	 */
	@Nullable Object newItem(ItemChange<?> change) throws Exception;

	/**
	 * Returns what belonged in the destination for the item as it was before a change
	 * that knows it. By default what {@link #newItem} makes of the old item, were it
	 * inserted.
	 * @param change a change whose old image is known
	 * @return the destination's item as it was; null or an empty {@code Optional} if
	 * nothing of the item belonged there
	 * @throws Exception if that cannot be told
	 */
	default @Nullable Object oldItem(ItemChange<?> change) throws Exception {
		return newItem(new ItemInserted<>(change.identity(), change.key(), change.oldImage(), change.origin()));
	}

	/**
	 * Returns what belongs in the destination although the item is gone. By default
	 * nothing.
	 * @param change the removal
	 * @return the destination's item, as {@link #newItem} does; null or an empty
	 * {@code Optional} for nothing
	 * @throws Exception if the change cannot be handled
	 */
	default @Nullable Object remainder(ItemRemoved<?> change) throws Exception {
		return null;
	}

	/**
	 * Returns what the key of a source item says of its copy. By default that the copy's
	 * attributes of the same names are the same. Only looked at where the old item is not
	 * known.
	 * @param sourceKey the key's attributes, prefixes removed
	 * @return attributes of the copy, those of its key among them if they can be told
	 */
	default Map<String, AttributeValue> knownByKey(Map<String, AttributeValue> sourceKey) {
		return sourceKey;
	}

}
