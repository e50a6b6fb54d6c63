package io.daplug.template.model;

import java.util.Map;
import java.util.Objects;

import io.daplug.item.Item;
import io.daplug.item.ItemConversionException;
import org.jspecify.annotations.Nullable;

/**
 * A write is over, and the item that it answers with cannot be read as the type that the
 * caller asked for. Do not repeat the write. The message says what became of it, and
 * {@link #item()} is the item.
 * <p>
 * Only items that are not known before the request end so: an item that was deleted or
 * changed in parts, and a stored item that {@code use-latest} kept. Whatever else a write
 * answers with is read before the request, and a plain {@link ItemConversionException}
 * says that nothing was written.
 */
public final class WriteAnswerException extends ItemConversionException {

	private static final long serialVersionUID = 1L;

	/** The item that cannot be read as the type. */
	private final transient @Nullable Item<Map<String, Object>> item;

	/** Whether the write was carried out. */
	private final boolean carriedOut;

	/**
	 * Creates the exception.
	 * @param outcome what became of the write, as a clause
	 * @param item the item
	 * @param carriedOut whether the write was carried out
	 * @param cause why the item cannot be read
	 */
	public WriteAnswerException(String outcome, Item<Map<String, Object>> item, boolean carriedOut,
			ItemConversionException cause) {
		super("%s; 'item()' of this exception has the item. %s".formatted(outcome, cause.getMessage()), cause);
		this.item = item;
		this.carriedOut = carriedOut;
	}

	/**
	 * Returns the item that the write answers with.
	 * @return the item that was deleted, changed or kept, prefixes removed
	 * @throws NullPointerException only after Java serialization, which leaves it out
	 */
	public Item<Map<String, Object>> item() {
		return Objects.requireNonNull(this.item, "'item' is lost by Java serialization");
	}

	/**
	 * Returns whether the write was carried out.
	 * @return true for a delete or change; false where {@code use-latest} kept the stored
	 * item
	 */
	public boolean carriedOut() {
		return this.carriedOut;
	}

}
