package io.daplug.item;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of an item: the value of its hash key and, if the table has a range key, the
 * value of its range key. A key can be created by position or by attribute names. It does
 * not contain prefixes.
 * <p>
 * Values are text, numbers, or binary ({@code byte[]}, {@link ByteBuffer},
 * {@link SdkBytes}). A {@link UUID} counts as text, and so does an enum constant by its
 * {@link Enum#name() name}. Two keys are equal if their values are equal; numbers are
 * compared by value, so {@code 7}, {@code 7L} and {@code 7.0} are the same key. Whether a
 * key matches a table is checked when it is used with that table.
 */
public final class ItemKey {

	private final @Nullable Object hashValue;

	private final @Nullable Object rangeValue;

	private final Map<String, Object> attributes;

	private ItemKey(@Nullable Object hashValue, @Nullable Object rangeValue, Map<String, Object> attributes) {
		this.hashValue = hashValue;
		this.rangeValue = rangeValue;
		this.attributes = attributes;
	}

	/**
	 * Creates a key without a range key.
	 * @param hashValue the value of the hash key
	 * @return the key
	 * @throws InvalidKeyException if the value is null, empty, or of a type that a key
	 * cannot have
	 */
	public static ItemKey of(Object hashValue) {
		return new ItemKey(hash(hashValue), null, Map.of());
	}

	/**
	 * Creates a key with a range key.
	 * @param hashValue the value of the hash key
	 * @param rangeValue the value of the range key; an empty text is for tables that put
	 * a prefix before it
	 * @return the key
	 * @throws InvalidKeyException if a value is null or of a type that a key cannot have,
	 * or if the hash value is empty
	 */
	public static ItemKey of(Object hashValue, Object rangeValue) {
		return new ItemKey(hash(hashValue), normal("range value", rangeValue), Map.of());
	}

	/**
	 * Creates a key by attribute names. The names are checked when the key is used with a
	 * table. A key at which a query of an index starts also contains the key attributes
	 * of the index.
	 * @param attributes the values by attribute name
	 * @return the key
	 * @throws InvalidKeyException if there are no values, or if one is null or of a type
	 * that a key cannot have; whether one can be an empty text is for the table to say
	 */
	public static ItemKey of(Map<String, ?> attributes) {
		if (attributes == null || attributes.isEmpty()) {
			throw new InvalidKeyException("a key must have at least one attribute");
		}
		Map<String, Object> normal = new LinkedHashMap<>();
		attributes.forEach((name, value) -> normal.put(name, normal("value of key attribute '" + name + "'", value)));
		return new ItemKey(null, null, Collections.unmodifiableMap(normal));
	}

	private static Object hash(Object value) {
		Object hash = normal("hash value", value);
		if (hash instanceof String text && text.isEmpty()) {
			throw new InvalidKeyException("hash value must not be empty");
		}
		return hash;
	}

	private static Object normal(String what, @Nullable Object value) {
		if (value == null) {
			throw new InvalidKeyException(what + " must not be null");
		}
		if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
			return value.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof Number number) {
			return number(what, number);
		}
		if (value instanceof AttributeValue attribute) {
			return stored(what, attribute);
		}
		SdkBytes bytes = BinaryValue.bytes(value);
		if (bytes == null) {
			throw unfit(what, value.getClass().getName());
		}
		if (bytes.asByteArrayUnsafe().length == 0) {
			throw new InvalidKeyException(what + " must not be empty");
		}
		return bytes;
	}

	private static Object stored(String what, AttributeValue attribute) {
		return switch (attribute.type()) {
			case S -> attribute.s();
			case N -> normal(what, new BigDecimal(attribute.n()));
			case B -> normal(what, attribute.b());
			default -> throw unfit(what, "attribute type " + attribute.type());
		};
	}

	private static BigDecimal number(String what, Number number) {
		try {
			return new BigDecimal(NumberText.of(number)).stripTrailingZeros();
		}
		catch (InvalidItemException ex) {
			throw new InvalidKeyException(what + " " + ex.reason());
		}
	}

	private static InvalidKeyException unfit(String what, String type) {
		return new InvalidKeyException(what + " must not be of type " + type
				+ "; keys are text (String, enum, UUID), numbers, or binary (byte[], ByteBuffer, SdkBytes)");
	}

	/**
	 * Returns whether this key was created by attribute names.
	 * @return {@code true} if it has {@link #attributes()}, {@code false} if it has a
	 * {@link #hashValue()}
	 */
	public boolean named() {
		return !this.attributes.isEmpty();
	}

	/**
	 * Returns the value of the hash key, if this key was created by position.
	 * @return a {@link String}, {@link BigDecimal} or {@link SdkBytes}
	 * @throws IllegalStateException if this key is {@link #named()}, because only the
	 * table knows which attribute is the hash key
	 */
	public Object hashValue() {
		if (this.hashValue == null) {
			throw new IllegalStateException("Key " + this.attributes.keySet() + " is given by attribute names");
		}
		return this.hashValue;
	}

	/**
	 * Returns the value of the range key, if this key was created by position.
	 * @return a {@link String}, {@link BigDecimal} or {@link SdkBytes}; {@code null} if
	 * there is no range key or if this key is {@link #named()}
	 */
	public @Nullable Object rangeValue() {
		return this.rangeValue;
	}

	/**
	 * Returns the values by attribute name, if this key was created by attribute names.
	 * @return an unmodifiable map, whose values are of type {@link String},
	 * {@link BigDecimal} or {@link SdkBytes}; empty if this key is not {@link #named()}
	 */
	public Map<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ItemKey key && Objects.equals(this.hashValue, key.hashValue)
				&& Objects.equals(this.rangeValue, key.rangeValue) && this.attributes.equals(key.attributes);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.hashValue, this.rangeValue, this.attributes);
	}

	@Override
	public String toString() {
		StringJoiner joiner = new StringJoiner(", ", "ItemKey[", "]");
		this.attributes.forEach((name, value) -> joiner.add(name + "=" + text(value)));
		if (this.hashValue != null) {
			joiner.add(text(this.hashValue));
		}
		if (this.rangeValue != null) {
			joiner.add(text(this.rangeValue));
		}
		return joiner.toString();
	}

	private static String text(Object value) {
		if (value instanceof SdkBytes bytes) {
			return bytes.asByteArrayUnsafe().length + " bytes";
		}
		return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
	}

}
