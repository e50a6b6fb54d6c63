package io.daplug.cache;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is known of a key: its item, or that there is none. Safe for use by many threads.
 */
public final class CachedItem {

	/** Nothing is stored. */
	public static final CachedItem MISSING = new CachedItem(Map.of(), true);

	private final Map<String, AttributeValue> attributes;

	private final boolean missing;

	private volatile @Nullable Known known;

	/**
	 * The item as it is known in one form.
	 *
	 * @param form the form
	 * @param attributes the item, which nobody may change
	 */
	private record Known(Object form, Map<String, AttributeValue> attributes) {

	}

	/**
	 * Creates what is known of a key.
	 * @param attributes the item with all that is stored, prefixes on, which nobody may
	 * change; empty if nothing is stored
	 * @param missing whether readers saw no item when it was read: nothing is stored, or
	 * what nobody sees
	 */
	public CachedItem(Map<String, AttributeValue> attributes, boolean missing) {
		this.attributes = attributes;
		this.missing = missing;
	}

	/**
	 * Returns the item with all that is stored, prefixes on.
	 * @return the item, which nobody may change; empty if nothing is stored
	 */
	public Map<String, AttributeValue> attributes() {
		return this.attributes;
	}

	/**
	 * Says whether readers saw no item when it was read.
	 * @return whether nothing is stored, or what nobody sees
	 */
	public boolean missing() {
		return this.missing;
	}

	/**
	 * Returns the item as readers know it. It is made once for readers who know it in the
	 * same form, one after the other. Internal.
	 * @param form equal for those who make the same of the item
	 * @param making makes of what is stored what is known, and changes nothing; null if
	 * nobody sees the item at this moment
	 * @return the item, which nobody may change; null if the making says so
	 */
	public @Nullable Map<String, AttributeValue> known(Object form,
			Function<Map<String, AttributeValue>, @Nullable Map<String, AttributeValue>> making) {
		Known last = this.known;
		if (last != null && last.form().equals(form)) {
			return last.attributes();
		}
		@Nullable Map<String, AttributeValue> made = making.apply(this.attributes);
		if (made != null && made != this.attributes) {
			this.known = new Known(form, made);
		}
		return made;
	}

	@Override
	public String toString() {
		return this.missing ? "CachedItem[missing]" : "CachedItem[%d attributes]".formatted(this.attributes.size());
	}

}
