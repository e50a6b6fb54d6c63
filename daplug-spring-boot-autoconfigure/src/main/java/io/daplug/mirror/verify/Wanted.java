package io.daplug.mirror.verify;

import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorCopy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A copy that there should be.
 *
 * @param item the item of the source, as it is stored
 * @param copy what the mirror makes of it
 * @param key the copy's key
 * @param storedKey the key's attributes, as they are stored
 * @param attributes the copy in the form in which it is compared
 */
record Wanted(Map<String, AttributeValue> item, Object copy, ItemKey key, Map<String, AttributeValue> storedKey,
		Map<String, AttributeValue> attributes) {

	/**
	 * What should be there of an item; null for nothing.
	 * @throws Exception if no copy can be made of it
	 */
	static @Nullable Wanted of(Map<String, AttributeValue> item, VerifyContext context) throws Exception {
		MirrorCopy copy = copy(item, context);
		if (copy.item() == null || copy.key() == null) {
			return null;
		}
		return new Wanted(item, copy.item(), copy.key(), context.destination().storedKey(copy.key()),
				context.shape().wanted(copy.item()));
	}

	private static MirrorCopy copy(Map<String, AttributeValue> item, VerifyContext context) throws Exception {
		ItemChange<?> found = context.source().found(item);
		try {
			return context.handler().copy(found);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ex;
		}
	}

	/**
	 * The key of what should be there; null for nothing, or if that cannot be told, which
	 * is taken down.
	 */
	static @Nullable Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item, VerifyContext context) {
		try {
			ItemKey key = copy(item, context).key();
			return (key != null) ? context.destination().storedKey(key) : null;
		}
		catch (Exception ex) {
			context.tally().unknown();
			return null;
		}
	}

}
