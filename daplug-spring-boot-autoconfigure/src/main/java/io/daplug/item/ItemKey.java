package io.daplug.item;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The key of an item: the value of its hash key and, if the table has a range key, the
 * value of its range key. A key can be created by position or by attribute names. It does
 * not contain prefixes.
 * <p>
 * Where a table composes its keys of other attributes, the values are those of these
 * attributes. Named by the table's own key attributes, a key is what is stored: changes
 * and failures of such a table have theirs in this form.
 * <p>
 * A value is whatever the key attribute of an item can be: text, a number, binary
 * ({@code byte[]}, {@link java.nio.ByteBuffer}, {@link SdkBytes}), or anything that
 * Jackson writes as one of these, such as an enum constant, a {@link java.util.UUID}, an
 * {@link java.time.Instant} or a class with {@code @JsonValue}. The table that the key is
 * used with converts it as it converts the items themselves. Do not change a value
 * afterwards.
 * <p>
 * Two keys are equal if their values are equal as Jackson writes them without any
 * configuration; numbers are compared by value, so {@code 7}, {@code 7L} and {@code 7.0}
 * are the same key. Where the application configures how such a value is written, a key
 * by that value does not equal the keys that changes and results have, which hold what is
 * stored. Whether a key matches a table is checked when it is used with that table.
 */
public final class ItemKey {

	private final @Nullable KeyValue hash;

	private final @Nullable KeyValue range;

	private final Map<String, KeyValue> named;

	private final Map<String, Object> attributes;

	private ItemKey(@Nullable KeyValue hash, @Nullable KeyValue range, Map<String, KeyValue> named) {
		this.hash = hash;
		this.range = range;
		this.named = named;
		this.attributes = named.isEmpty() ? Map.of() : normal(named);
	}

	private static Map<String, Object> normal(Map<String, KeyValue> named) {
		Map<String, Object> normal = new LinkedHashMap<>();
		named.forEach((name, value) -> normal.put(name, value.normal()));
		return Collections.unmodifiableMap(normal);
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
		return new ItemKey(hash(hashValue), KeyValue.of("range value", rangeValue), Map.of());
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
		Map<String, KeyValue> named = new LinkedHashMap<>();
		attributes
			.forEach((name, value) -> named.put(name, KeyValue.of("value of key attribute '" + name + "'", value)));
		return new ItemKey(null, null, named);
	}

	private static KeyValue hash(Object value) {
		KeyValue hash = KeyValue.of("hash value", value);
		if (hash.normal() instanceof String text && text.isEmpty()) {
			throw new InvalidKeyException("hash value must not be empty");
		}
		return hash;
	}

	/**
	 * Returns whether this key was created by attribute names.
	 * @return {@code true} if it has {@link #attributes()}, {@code false} if it has a
	 * {@link #hashValue()}
	 */
	public boolean named() {
		return !this.named.isEmpty();
	}

	/**
	 * Returns the value of the hash key, if this key was created by position.
	 * @return a {@link String}, {@link BigDecimal} or {@link SdkBytes}; the value as it
	 * was given if Jackson needs the application's configuration to make one of these
	 * @throws IllegalStateException if this key is {@link #named()}, because only the
	 * table knows which attribute is the hash key
	 */
	public Object hashValue() {
		return givenByPosition().normal();
	}

	/**
	 * Returns the value of the range key, if this key was created by position.
	 * @return a value like that of the hash key; {@code null} if there is no range key or
	 * if this key is {@link #named()}
	 */
	public @Nullable Object rangeValue() {
		return (this.range != null) ? this.range.normal() : null;
	}

	/**
	 * Returns the values by attribute name, if this key was created by attribute names.
	 * @return an unmodifiable map of values like that of the hash key; empty if this key
	 * is not {@link #named()}
	 */
	public Map<String, Object> attributes() {
		return this.attributes;
	}

	/** Returns the value of the hash key as it was given. */
	KeyValue givenByPosition() {
		if (this.hash == null) {
			throw new IllegalStateException("Key " + this.named.keySet() + " is given by attribute names");
		}
		return this.hash;
	}

	@Nullable KeyValue givenRange() {
		return this.range;
	}

	Map<String, KeyValue> givenByName() {
		return this.named;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ItemKey key && Objects.equals(this.hash, key.hash)
				&& Objects.equals(this.range, key.range) && this.named.equals(key.named);
	}

	@Override
	public int hashCode() {
		return (31 * Objects.hashCode(this.hash) + Objects.hashCode(this.range)) * 31 + this.named.hashCode();
	}

	@Override
	public String toString() {
		StringJoiner joiner = new StringJoiner(", ", "ItemKey[", "]");
		this.named.forEach((name, value) -> joiner.add(name + "=" + value));
		if (this.hash != null) {
			joiner.add(this.hash.toString());
		}
		if (this.range != null) {
			joiner.add(this.range.toString());
		}
		return joiner.toString();
	}

}
