package io.daplug.table;

import java.util.List;
import java.util.Map;

import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stored item cannot be read as the type that its key says it has. The message names
 * the item and the attribute.
 */
public final class UnreadableItemException extends ItemConversionException {

	private static final long serialVersionUID = 1L;

	/** The key of the item, as it is stored. */
	private final transient @Nullable ItemKey key;

	private UnreadableItemException(String message, ItemKey key, ItemConversionException cause) {
		super(message, cause);
		this.key = key;
	}

	/**
	 * Makes an exception that names the item.
	 * @param table the table, as it is for items of the type
	 * @param key the key of the item, as it is stored
	 * @param item the item
	 * @param cause why it cannot be read
	 * @return the exception
	 */
	public static UnreadableItemException of(TableDefinition table, ItemKey key, Map<String, AttributeValue> item,
			ItemConversionException cause) {
		List<String> path = JsonPointer.segments(cause.pointer());
		boolean lacks = path.size() == 1 && !item.containsKey(path.get(0));
		String problem = lacks ? "it lacks '%s', which %s requires".formatted(path.get(0), cause.type())
				: cause.getMessage();
		return new UnreadableItemException("%s of table '%s' cannot be read: %s".formatted(key, table.name(), problem),
				key, cause);
	}

	/**
	 * Returns the key of the item.
	 * @return the key as it is stored; null only after Java serialization
	 */
	public @Nullable ItemKey key() {
		return this.key;
	}

}
