package io.daplug.table;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of a table that Daplug keeps for itself: those of the claims of unique
 * attributes. Only tables with unique attributes have them.
 */
public final class ReservedKeys {

	/** What the hash key of every claim begins with, as it is stored. */
	public static final String PREFIX = "_unique#";

	private final String hashKey;

	private final boolean any;

	ReservedKeys(TableDefinition table) {
		this.hashKey = table.hashKey();
		this.any = !table.unique().isEmpty();
	}

	/**
	 * Says whether there may be any.
	 * @return whether the table has unique attributes
	 */
	public boolean any() {
		return this.any;
	}

	/**
	 * Says whether an item, or a key, has a reserved key.
	 * @param item the item, with prefixes or without
	 * @return whether its hash key is reserved
	 */
	public boolean contains(Map<String, AttributeValue> item) {
		return this.any && isReserved(item.get(this.hashKey));
	}

	boolean contains(String attribute, AttributeValue value) {
		return this.any && attribute.equals(this.hashKey) && isReserved(value);
	}

	private static boolean isReserved(@Nullable AttributeValue value) {
		String text = (value != null) ? value.s() : null;
		return text != null && text.startsWith(PREFIX);
	}

}
