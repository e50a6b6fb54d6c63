package io.daplug.template.context;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item that is known in another form than it is stored in. Those who write have to say
 * what they demand of the stored item in the form in which it is stored.
 */
public final class KnownItem extends LinkedHashMap<String, AttributeValue> {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, AttributeValue> stored;

	KnownItem(Map<String, AttributeValue> known, Map<String, AttributeValue> stored) {
		super(known);
		this.stored = stored;
	}

	/**
	 * Returns an item as it is stored.
	 * @param known the item as it is known
	 * @return the item as it is stored; the given one if nothing else is known
	 */
	public static Map<String, AttributeValue> stored(Map<String, AttributeValue> known) {
		return (known instanceof KnownItem item) ? item.stored : known;
	}

}
