package io.daplug.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * A stored item, without its key prefixes. Items are immutable. Two items are equal if
 * their attributes are equal, whatever types they are read as; numbers are compared by
 * value. {@link #toString()} shows the names of the attributes and never their values.
 *
 * @param <T> the type that the item is read as
 */
public final class Item<T> {

	private final Map<String, AttributeValue> attributes;

	private final ItemType<T> type;

	private final ItemConverter converter;

	private volatile @Nullable T value;

	/**
	 * Creates an item.
	 * @param attributes the attributes; the map is copied
	 * @param type the type that the item is read as
	 * @param converter the converter that reads the item
	 */
	public Item(Map<String, AttributeValue> attributes, Class<T> type, ItemConverter converter) {
		this(attributes, ItemType.of(type), converter);
	}

	/**
	 * Creates an item.
	 * @param attributes the attributes, which are copied (the map, not the values, which
	 * are immutable)
	 * @param type the type to read it as
	 * @param converter what reads it
	 */
	public Item(Map<String, AttributeValue> attributes, ItemType<T> type, ItemConverter converter) {
		Assert.notNull(attributes, "'attributes' must not be null");
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
		this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
		this.type = type;
		this.converter = converter;
	}

	/**
	 * Returns the type that this item is read as.
	 * @return the type
	 */
	public ItemType<T> type() {
		return this.type;
	}

	/**
	 * Returns this item as an object of its type. The item is converted on the first
	 * call; every call returns the same object.
	 * @return the value
	 * @throws ItemConversionException if the attributes cannot be read as the type
	 */
	public T value() {
		T converted = this.value;
		if (converted == null) {
			synchronized (this.attributes) {
				converted = this.value;
				if (converted == null) {
					converted = as(this.type);
					this.value = converted;
				}
			}
		}
		return converted;
	}

	/**
	 * Returns this item as an object of another type. The item is converted on every
	 * call.
	 * @param <R> the other type
	 * @param other the other type
	 * @return the converted item
	 * @throws ItemConversionException if the attributes cannot be read as the type
	 */
	public <R> R as(Class<R> other) {
		return this.converter.fromAttributes(this.attributes, other);
	}

	/**
	 * Returns this item in another type, converted anew on every call.
	 * @param <R> the other type
	 * @param other the other type
	 * @return the item as that type
	 * @throws ItemConversionException if the attributes do not fit the type
	 */
	public <R> R as(ItemType<R> other) {
		return this.converter.fromAttributes(this.attributes, other);
	}

	/**
	 * Returns this item as a map. The item is converted on every call, so the map may be
	 * changed.
	 * @return the values by attribute name, as {@link ItemConverter#fromAttribute}
	 * returns them
	 */
	public Map<String, @Nullable Object> toMap() {
		return AttributeReader.map(this.attributes);
	}

	/**
	 * Returns the attributes.
	 * @return an unmodifiable map
	 */
	public Map<String, AttributeValue> attributes() {
		return this.attributes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Item<?> item && ItemEquality.same(this.attributes, item.attributes);
	}

	@Override
	public int hashCode() {
		return ItemEquality.hash(this.attributes);
	}

	@Override
	public String toString() {
		return "Item[" + this.type + ", " + this.attributes.keySet() + "]";
	}

}
