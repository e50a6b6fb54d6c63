package io.daplug.table;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

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

	/** The key of the item. */
	private final transient @Nullable ItemKey key;

	private UnreadableItemException(String message, @Nullable ItemKey key, ItemConversionException cause) {
		super(message, cause);
		this.key = key;
	}

	/**
	 * Makes an exception that names the item.
	 * @param table the table, as it is for items of the type
	 * @param key the key of the item; null if it is not known
	 * @param item the item
	 * @param cause why it cannot be read
	 * @return the exception
	 */
	public static UnreadableItemException of(TableDefinition table, @Nullable ItemKey key,
			Map<String, AttributeValue> item, ItemConversionException cause) {
		List<String> path = JsonPointer.segments(cause.pointer());
		boolean lacks = path.size() == 1 && !item.containsKey(path.get(0));
		String problem = lacks ? lacks(path.get(0), table) : cause.getMessage();
		return new UnreadableItemException(
				"%s of table '%s' cannot be read: %s".formatted((key != null) ? key : "An item", table.name(), problem),
				key, cause);
	}

	/**
	 * Reads an item as a whole, and holds it against the contract of its type.
	 * @param <T> the type
	 * @param table the table, as it is for items of the type
	 * @param key gives the key of the item
	 * @param item the item
	 * @param reading reads it
	 * @return the item
	 * @throws UnreadableItemException if it cannot be read, or lacks what it must have
	 */
	public static <T> T read(TableDefinition table, Supplier<@Nullable ItemKey> key, Map<String, AttributeValue> item,
			Function<Map<String, AttributeValue>, T> reading) {
		T read;
		try {
			read = reading.apply(item);
		}
		catch (ItemConversionException ex) {
			throw of(table, key.get(), item, ex);
		}
		table.itemContract().lacks(item, read).ifPresent((attribute) -> {
			throw of(table, key.get(), item, new ItemConversionException(read.getClass(),
					JsonPointer.child("", attribute), "is null, and must not be", null));
		});
		return read;
	}

	private static String lacks(String attribute, TableDefinition table) {
		Class<?> type = table.itemType();
		return "it lacks '%s', which %s requires".formatted(attribute,
				(type != null) ? type.getSimpleName() : "its type");
	}

	/**
	 * Returns the key of the item.
	 * @return the key, by what it is composed of or as it is stored; null only after Java
	 * serialization
	 */
	public @Nullable ItemKey key() {
		return this.key;
	}

}
