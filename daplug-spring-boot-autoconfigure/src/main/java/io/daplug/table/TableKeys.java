package io.daplug.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.TypeName;
import io.daplug.key.KeyPrefixer;
import io.daplug.text.UnicodeText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Keys of one table: from the caller's form to attributes and back, checked for
 * everything that DynamoDB would refuse, so that nothing is sent.
 */
public final class TableKeys {

	private final TableDefinition table;

	private final ItemConverter converter;

	private final List<String> names;

	private final ReservedKeys reserved;

	private final ComputedKeys computed;

	/** Whether typed operations of the table take values by position as parts of keys. */
	private final boolean composed;

	/**
	 * Creates the keys of a table.
	 * @param table the table
	 * @param converter converts the values of keys
	 */
	public TableKeys(TableDefinition table, ItemConverter converter) {
		this.table = table;
		this.converter = converter;
		this.names = (table.rangeKey() != null) ? List.of(table.hashKey(), table.rangeKey()) : List.of(table.hashKey());
		this.reserved = new ReservedKeys(table);
		this.computed = new ComputedKeys(table);
		this.composed = this.computed.any() || table.itemTypes() != ItemTypes.NONE;
	}

	/**
	 * Returns the keys that callers cannot use.
	 * @return the reserved keys
	 */
	public ReservedKeys reserved() {
		return this.reserved;
	}

	/**
	 * Returns the key attributes of the table.
	 * @return their names, the hash key first
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Returns the keys that are composed of other attributes.
	 * @return the computed keys
	 */
	public ComputedKeys computed() {
		return this.computed;
	}

	/**
	 * Returns the attributes of a key, without prefixes. Whether a range value may be
	 * empty is seen once its prefix is on, by {@link #checkStored}.
	 * @param key the key, in either form
	 * @return the attributes, in a map that may be changed
	 * @throws InvalidKeyException if the table has other keys, or keys of other types
	 */
	public Map<String, AttributeValue> attributes(ItemKey key) {
		if (key == null) {
			throw new IllegalArgumentException("'key' must not be null");
		}
		Map<String, AttributeValue> attributes = this.computed.any() ? this.computed.attributes(key, this.converter)
				: given(key);
		for (String name : attributes.keySet()) {
			if (!this.table.isKey(name)) {
				throw invalid("'%s' is no key of it".formatted(name));
			}
		}
		check(attributes);
		return attributes;
	}

	/**
	 * Returns what a key tells of its item beside the key attributes.
	 * @param key the key, in either form
	 * @return the attributes that the table's keys are composed of; empty if none is, or
	 * if the key is given as it is stored
	 * @throws InvalidKeyException if the table has other keys
	 */
	public Map<String, AttributeValue> known(ItemKey key) {
		return this.computed.any() ? this.computed.values(key, this.converter) : Map.of();
	}

	/**
	 * Returns the attributes of a key as they are stored.
	 * @param key the key, in either form
	 * @param prefixer puts the prefixes on
	 * @return the attributes, in a map that may be changed
	 * @throws InvalidKeyException if the table cannot have such a key
	 */
	public Map<String, AttributeValue> stored(ItemKey key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> attributes = attributes(key);
		prefixer.addTo(attributes);
		checkStored(attributes);
		return attributes;
	}

	/**
	 * Returns the attributes that say where a read begins, as they are stored.
	 * @param key the keys of the table and, if an index is read, of the index
	 * @param index the index that is read; null for the table
	 * @param prefixer puts the prefixes on
	 * @return the attributes, in a map that may be changed
	 * @throws InvalidKeyException if one is missing, spare or unusable
	 */
	public Map<String, AttributeValue> start(Map<String, ?> key, @Nullable IndexDefinition index,
			KeyPrefixer prefixer) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		key.forEach((name, value) -> {
			requireKey(name, index);
			attributes.put(name, this.converter.toAttribute(value));
		});
		checkTypes(attributes);
		if (!this.reserved.contains(attributes)) {
			prefixer.addTo(attributes);
		}
		checkStart(attributes, index);
		return attributes;
	}

	/**
	 * Checks the attributes that say where a read begins.
	 * @param stored the keys of the table and, if an index is read, of the index, as they
	 * are stored
	 * @param index the index that is read; null for the table
	 * @throws InvalidKeyException if one is missing, spare or unusable
	 * @throws InvalidItemException if one is no number, or no text that can be sent
	 */
	public void checkStart(Map<String, AttributeValue> stored, @Nullable IndexDefinition index) {
		stored.keySet().forEach((name) -> requireKey(name, index));
		stored.values().forEach(this.converter::toAttribute);
		checkTypes(stored);
		if (index != null) {
			index.keys().forEach((indexKey) -> check(indexKey.name(), stored.get(indexKey.name())));
		}
		stored.forEach(this::checkNotEmpty);
		checkSizes(stored);
	}

	private void requireKey(String name, @Nullable IndexDefinition index) {
		if (!this.table.isKey(name) && (index == null || !index.isKey(name))) {
			throw invalid("'%s' is no key of it%s".formatted(name,
					(index != null) ? " or of index '" + index.name() + "'" : ""));
		}
	}

	/**
	 * Checks that an item, or a key, has all keys, each of its declared type.
	 * @param item the item, without prefixes
	 * @throws InvalidKeyException if it has not, or if the key is reserved
	 */
	public void check(Map<String, AttributeValue> item) {
		checkTypes(item);
		checkFree(item);
	}

	private void checkTypes(Map<String, AttributeValue> item) {
		check(this.table.hashKey(), item.get(this.table.hashKey()));
		checkNotEmpty(this.table.hashKey(), item.get(this.table.hashKey()));
		String range = this.table.rangeKey();
		if (range != null) {
			check(range, item.get(range));
		}
	}

	/**
	 * Checks the keys as they are stored: a prefix counts, and makes a key of an empty
	 * range value.
	 * @param stored the item or key, with prefixes
	 * @throws InvalidKeyException if a key is too long or reserved, or the range key
	 * empty
	 */
	public void checkStored(Map<String, AttributeValue> stored) {
		checkSizes(stored);
		checkFree(stored);
	}

	private void checkSizes(Map<String, AttributeValue> stored) {
		checkSize(this.table.hashKey(), stored, KeyLimit.HASH);
		String range = this.table.rangeKey();
		if (range != null) {
			checkNotEmpty(range, stored.get(range));
			checkSize(range, stored, KeyLimit.RANGE);
		}
	}

	private void checkFree(Map<String, AttributeValue> item) {
		if (this.reserved.contains(item)) {
			throw reserved(this.table.hashKey());
		}
	}

	private InvalidKeyException reserved(String attribute) {
		return invalid("'%s' begins with '%s', which is reserved for the claims of unique attributes"
			.formatted(attribute, ReservedKeys.PREFIX));
	}

	/**
	 * Returns the key of an item, by position. It has the prefixes that the item has.
	 * @param item the item
	 * @return the key
	 * @throws InvalidKeyException if the item lacks a key
	 */
	public ItemKey of(Map<String, AttributeValue> item) {
		AttributeValue hash = keyAttribute(item, this.table.hashKey());
		String range = this.table.rangeKey();
		return (range != null) ? ItemKey.of(hash, keyAttribute(item, range)) : ItemKey.of(hash);
	}

	/**
	 * Returns the key of an item in the form that callers get and may give back, to the
	 * operations of a type too. It has the prefixes that the item has.
	 * @param item the item
	 * @return the key by position; by the names of the table's keys, the hash key first,
	 * where keys are composed of other attributes, as values by position would be those
	 * @throws InvalidKeyException if the item lacks a key
	 */
	public ItemKey shown(Map<String, AttributeValue> item) {
		return this.composed ? ItemKey.of(only(item)) : of(item);
	}

	/**
	 * Returns the attributes of a key as it is given, without looking at them. It may
	 * hold the keys of an index beside those of the table.
	 * @param key the key, in either form
	 * @return the attributes, in a map that may be changed
	 * @throws InvalidKeyException if it has a range value, but the table has no range key
	 */
	public Map<String, AttributeValue> given(ItemKey key) {
		if (key.rangeValue() != null && this.table.rangeKey() == null) {
			throw invalid("a range value is given, but the table has no range key");
		}
		return this.converter.toAttributes(key, this.names);
	}

	/**
	 * Names the values of a key.
	 * @param table the table
	 * @param key the key, in either form
	 * @return the values by the names of their attributes, the hash key first
	 */
	public static Map<String, Object> named(TableDefinition table, ItemKey key) {
		if (key.named()) {
			return key.attributes();
		}
		Map<String, Object> named = new LinkedHashMap<>();
		named.put(table.hashKey(), key.hashValue());
		if (key.rangeValue() != null && table.rangeKey() != null) {
			named.put(table.rangeKey(), key.rangeValue());
		}
		return named;
	}

	/**
	 * Returns the key attributes of an item.
	 * @param item the item
	 * @return the attributes, in a map that may be changed
	 * @throws InvalidKeyException if the item lacks a key
	 */
	public Map<String, AttributeValue> only(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		for (String name : this.names) {
			key.put(name, keyAttribute(item, name));
		}
		return key;
	}

	private AttributeValue keyAttribute(Map<String, AttributeValue> item, String attribute) {
		AttributeValue value = item.get(attribute);
		if (value == null) {
			throw invalid("'%s' is missing".formatted(attribute));
		}
		return value;
	}

	/**
	 * Checks a value of a hash key that a query asks for.
	 * @param attribute the hash key of the table or of an index
	 * @param value the value, without prefix
	 * @throws InvalidKeyException if no key can have the value
	 */
	public void checkQueriedHashKey(String attribute, AttributeValue value) {
		checkType(attribute, value);
		checkNotEmpty(attribute, value);
		checkSize(attribute, Map.of(attribute, value), KeyLimit.HASH);
		if (this.reserved.contains(attribute, value)) {
			throw reserved(attribute);
		}
	}

	/**
	 * Checks a value that a query compares a range key with. It may be empty where a
	 * prefix comes before it.
	 * @param attribute the range key of the table or of an index
	 * @param value the value, without prefix
	 * @param prefixer puts the prefix on
	 * @throws InvalidKeyException if no key can be compared with the value
	 */
	public void checkQueriedRangeKey(String attribute, AttributeValue value, KeyPrefixer prefixer) {
		checkType(attribute, value);
		checkNotEmpty(attribute, prefixer.add(attribute, value));
	}

	private void check(String attribute, @Nullable AttributeValue value) {
		if (value == null) {
			throw invalid("'%s' is missing".formatted(attribute));
		}
		checkType(attribute, value);
	}

	private void checkNotEmpty(String attribute, @Nullable AttributeValue value) {
		if (value != null && ((value.s() != null && value.s().isEmpty())
				|| (value.b() != null && value.b().asByteArrayUnsafe().length == 0))) {
			throw invalid("'%s' is empty".formatted(attribute));
		}
	}

	private void checkType(String attribute, AttributeValue value) {
		ScalarAttributeType declared = this.table.keyType(attribute);
		ScalarAttributeType actual = type(value);
		if (actual == null) {
			throw invalid(
					"'%s' is %s; a key is text, a number or binary".formatted(attribute, TypeName.of(value.type())));
		}
		if (declared != null && declared != actual) {
			throw invalid("'%s' is %s, but the table's key is %s".formatted(attribute, TypeName.of(actual),
					TypeName.of(declared)));
		}
		if (value.s() != null && !UnicodeText.isWellFormed(value.s())) {
			throw invalid("'%s' %s".formatted(attribute, UnicodeText.PROBLEM));
		}
	}

	private void checkSize(String attribute, Map<String, AttributeValue> stored, KeyLimit limit) {
		AttributeValue value = stored.get(attribute);
		// Three bytes a character at the most: short keys need no count.
		if (value == null || KeyLimit.most(0, value) <= limit.bytes()) {
			return;
		}
		int size = KeyLimit.size(value);
		if (size > limit.bytes()) {
			throw invalid(
					"'%s' has %d bytes with its prefix, and %d are allowed".formatted(attribute, size, limit.bytes()));
		}
	}

	/**
	 * Returns the type that a key with this value has.
	 * @param value the value
	 * @return the type; null if no key can have such a value
	 */
	public static @Nullable ScalarAttributeType type(AttributeValue value) {
		return switch (value.type()) {
			case S -> ScalarAttributeType.S;
			case N -> ScalarAttributeType.N;
			case B -> ScalarAttributeType.B;
			default -> null;
		};
	}

	private InvalidKeyException invalid(String problem) {
		return new InvalidKeyException("Key of table '%s' is unusable: %s".formatted(this.table.name(), problem));
	}

}
