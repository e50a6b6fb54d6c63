package io.daplug.table;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Keys of one table: from the caller's form to attributes and back, checked for
 * everything that DynamoDB would refuse, so that nothing is sent.
 */
public final class TableKeys {

	private static final int MAX_HASH_KEY_BYTES = 2048;

	private static final int MAX_RANGE_KEY_BYTES = 1024;

	private final TableDefinition table;

	private final ItemConverter converter;

	public TableKeys(TableDefinition table, ItemConverter converter) {
		this.table = table;
		this.converter = converter;
	}

	/** The key's attributes, without prefixes, in a map of their own. */
	public Map<String, AttributeValue> attributes(ItemKey key) {
		if (key == null) {
			throw new IllegalArgumentException("'key' must not be null");
		}
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		if (key.named()) {
			key.attributes().forEach((name, value) -> {
				if (!this.table.isKey(name)) {
					throw invalid("'%s' is no key of it".formatted(name));
				}
				attributes.put(name, this.converter.toAttribute(value));
			});
		}
		else {
			attributes.put(this.table.hashKey(), this.converter.toAttribute(key.hashValue()));
			Object range = key.rangeValue();
			if (range != null) {
				attributes.put(rangeKey(), this.converter.toAttribute(range));
			}
		}
		check(attributes);
		return attributes;
	}

	/** Where a query begins: the keys of the table and, for an index, of the index. */
	public Map<String, AttributeValue> startAttributes(Map<String, ?> key, @Nullable IndexDefinition index) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		key.forEach((name, value) -> {
			if (!this.table.isKey(name)
					&& (index == null || (!name.equals(index.hashKey()) && !name.equals(index.rangeKey())))) {
				throw invalid("'%s' is no key of it%s".formatted(name,
						(index != null) ? " or of index '" + index.name() + "'" : ""));
			}
			attributes.put(name, this.converter.toAttribute(value));
		});
		check(attributes);
		if (index != null) {
			check(index.hashKey(), attributes.get(index.hashKey()));
			if (index.rangeKey() != null) {
				check(index.rangeKey(), attributes.get(index.rangeKey()));
			}
		}
		return attributes;
	}

	/** Checks that an item, or a key, has usable keys. */
	public void check(Map<String, AttributeValue> item) {
		check(this.table.hashKey(), item.get(this.table.hashKey()));
		String range = this.table.rangeKey();
		if (range != null) {
			check(range, item.get(range));
		}
	}

	/** Checks the keys as they are stored: a prefix counts. */
	public void checkSize(Map<String, AttributeValue> stored) {
		checkSize(this.table.hashKey(), stored, MAX_HASH_KEY_BYTES);
		String range = this.table.rangeKey();
		if (range != null) {
			checkSize(range, stored, MAX_RANGE_KEY_BYTES);
		}
	}

	/** The key of an item, as callers know it. */
	public ItemKey of(Map<String, AttributeValue> item) {
		Object hash = this.converter.fromAttribute(keyAttribute(item, this.table.hashKey()));
		String range = this.table.rangeKey();
		Object rangeValue = (range != null) ? this.converter.fromAttribute(keyAttribute(item, range)) : null;
		if (hash == null) {
			throw invalid("it has no hash key '%s'".formatted(this.table.hashKey()));
		}
		return (rangeValue != null) ? ItemKey.of(hash, rangeValue) : ItemKey.of(hash);
	}

	/** Only the key attributes of an item. */
	public Map<String, AttributeValue> only(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		key.put(this.table.hashKey(), keyAttribute(item, this.table.hashKey()));
		String range = this.table.rangeKey();
		if (range != null) {
			key.put(range, keyAttribute(item, range));
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

	private String rangeKey() {
		String range = this.table.rangeKey();
		if (range == null) {
			throw invalid("a range value is given, but the table has no range key");
		}
		return range;
	}

	/** Checks a value that a query asks for; only that of a range key may be empty. */
	public void checkQueried(String attribute, AttributeValue value, boolean hashKey) {
		if (hashKey) {
			check(attribute, value);
		}
		else {
			checkType(attribute, value);
		}
	}

	private void check(String attribute, @Nullable AttributeValue value) {
		if (value == null) {
			throw invalid("'%s' is missing".formatted(attribute));
		}
		checkType(attribute, value);
		if ((value.s() != null && value.s().isEmpty())
				|| (value.b() != null && value.b().asByteArrayUnsafe().length == 0)) {
			throw invalid("'%s' is empty".formatted(attribute));
		}
	}

	private void checkType(String attribute, AttributeValue value) {
		ScalarAttributeType declared = this.table.keyType(attribute);
		ScalarAttributeType actual = type(value);
		if (actual == null) {
			throw invalid("'%s' is %s; a key is text, a number or binary".formatted(attribute, value.type()));
		}
		if (declared != null && declared != actual) {
			throw invalid("'%s' is %s, but the table's key is %s".formatted(attribute, actual, declared));
		}
	}

	private void checkSize(String attribute, Map<String, AttributeValue> stored, int limit) {
		AttributeValue value = stored.get(attribute);
		if (value == null) {
			return;
		}
		String text = value.s();
		int size = 0;
		if (text != null) {
			// Three bytes a character at the most: short keys need no count.
			size = (text.length() * 3 <= limit) ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
		}
		else if (value.b() != null) {
			size = value.b().asByteArrayUnsafe().length;
		}
		if (size > limit) {
			throw invalid("'%s' has %d bytes with its prefix, and %d are allowed".formatted(attribute, size, limit));
		}
	}

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
