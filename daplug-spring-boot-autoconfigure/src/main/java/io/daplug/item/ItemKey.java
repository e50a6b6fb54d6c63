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
 * Names one item of a table: by the value of its hash key and, where the table has one,
 * of its range key. Given by position, or by attribute names. Prefixes are no part of it.
 * <p>
 * Values are text (also an enum by its {@link Enum#name() name}, and a {@link UUID}),
 * numbers, or binary ({@code byte[]}, {@link ByteBuffer}, {@link SdkBytes}). Keys are
 * equal when their values are, with numbers compared by value: {@code 7}, {@code 7L} and
 * {@code 7.0} are one key. Whether types and names fit a table is checked where the table
 * is known.
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
	 * Creates a key of a hash value alone.
	 * @param hashValue the value of the hash key
	 * @return the key
	 * @throws InvalidKeyException if the value is null, empty, or of a type without keys
	 */
	public static ItemKey of(Object hashValue) {
		return new ItemKey(normal("hash value", hashValue), null, Map.of());
	}

	/**
	 * Creates a key of a hash and a range value.
	 * @param hashValue the value of the hash key
	 * @param rangeValue the value of the range key
	 * @return the key
	 * @throws InvalidKeyException if a value is null, empty, or of a type without keys
	 */
	public static ItemKey of(Object hashValue, Object rangeValue) {
		return new ItemKey(normal("hash value", hashValue), normal("range value", rangeValue), Map.of());
	}

	/**
	 * Creates a key by attribute names. Which attributes a key has is checked by the
	 * table it is used with: where a query of an index begins, the keys of the index
	 * belong to it too.
	 * @param attributes the values by the names of the key attributes
	 * @return the key
	 * @throws InvalidKeyException if there are no values, or if one is null, empty, or of
	 * a type without keys
	 */
	public static ItemKey of(Map<String, ?> attributes) {
		if (attributes == null || attributes.isEmpty()) {
			throw new InvalidKeyException("a key must have attributes, this one has none");
		}
		Map<String, Object> normal = new LinkedHashMap<>();
		attributes.forEach((name, value) -> normal.put(name, normal("value of key attribute '" + name + "'", value)));
		return new ItemKey(null, null, Collections.unmodifiableMap(normal));
	}

	private static Object normal(String what, @Nullable Object value) {
		if (value == null) {
			throw new InvalidKeyException(what + " must not be null");
		}
		if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
			return notEmpty(what, value.toString());
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
			case S -> notEmpty(what, attribute.s());
			case N -> normal(what, new BigDecimal(attribute.n()));
			case B -> normal(what, attribute.b());
			default -> throw unfit(what, "attribute type " + attribute.type());
		};
	}

	private static String notEmpty(String what, String text) {
		if (text.isEmpty()) {
			throw new InvalidKeyException(what + " must not be empty");
		}
		return text;
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
	 * Tells whether this key was given by attribute names.
	 * @return {@code true} if there are {@link #attributes()}, {@code false} if there is
	 * a {@link #hashValue()}
	 */
	public boolean named() {
		return !this.attributes.isEmpty();
	}

	/**
	 * Returns the value of the hash key of a key given by position.
	 * @return a {@link String}, {@link BigDecimal} or {@link SdkBytes}
	 * @throws IllegalStateException if this key is {@link #named()}: only the table knows
	 * which of its attributes is the hash key
	 */
	public Object hashValue() {
		if (this.hashValue == null) {
			throw new IllegalStateException("Key " + this.attributes.keySet() + " is given by attribute names");
		}
		return this.hashValue;
	}

	/**
	 * Returns the value of the range key of a key given by position.
	 * @return a {@link String}, {@link BigDecimal} or {@link SdkBytes}; {@code null} if
	 * there is none or this key is {@link #named()}
	 */
	public @Nullable Object rangeValue() {
		return this.rangeValue;
	}

	/**
	 * Returns the values of a key given by attribute names.
	 * @return values by attribute name, each a {@link String}, {@link BigDecimal} or
	 * {@link SdkBytes}, unmodifiable; empty if this key is not {@link #named()}
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
