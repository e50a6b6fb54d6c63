package io.daplug.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A secondary index of a table. Where Daplug creates the index, it is a global one that
 * holds all attributes.
 * <p>
 * A global index has one to four hash keys and at most four range keys. A local index has
 * the hash key of its table and one range key.
 *
 * @param name the index's name in DynamoDB
 * @param hashKeys the attributes that hold the index's hash keys, in DynamoDB's order
 * @param rangeKeys the attributes that hold the index's range keys, in DynamoDB's order;
 * empty if there are none
 */
public record IndexDefinition(String name, List<KeyAttribute> hashKeys, List<KeyAttribute> rangeKeys) {

	/** How many hash keys, and how many range keys, an index has at most. */
	public static final int MAX_KEYS = 4;

	/**
	 * Checks that the parts go together.
	 * @param name the index's name in DynamoDB
	 * @param hashKeys the attributes that hold the index's hash keys
	 * @param rangeKeys the attributes that hold the index's range keys
	 */
	public IndexDefinition {
		Assert.hasText(name, "'name' of an index must not be empty");
		hashKeys = List.copyOf(hashKeys);
		rangeKeys = List.copyOf(rangeKeys);
		int hashes = hashKeys.size();
		int ranges = rangeKeys.size();
		Assert.isTrue(hashes > 0, () -> "'hash-key' of index '%s' must not be empty".formatted(name));
		Assert.isTrue(hashes <= MAX_KEYS, () -> "'hash-key' of index '%s' must have at most %d attributes, but has %d"
			.formatted(name, MAX_KEYS, hashes));
		Assert.isTrue(ranges <= MAX_KEYS, () -> "'range-key' of index '%s' must have at most %d attributes, but has %d"
			.formatted(name, MAX_KEYS, ranges));
		String repeated = repeated(hashKeys, rangeKeys);
		Assert.isTrue(repeated == null,
				() -> "'hash-key' and 'range-key' of index '%s' must not name the attribute '%s' twice".formatted(name,
						repeated));
	}

	/**
	 * Returns an index over text attributes.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @param rangeKey attribute that holds the index's range key; null if there is none
	 * @return the index
	 */
	public static IndexDefinition of(String name, String hashKey, @Nullable String rangeKey) {
		Assert.hasText(hashKey, () -> "'hash-key' of index '%s' must not be empty".formatted(name));
		return of(name, KeyAttribute.text(hashKey), (rangeKey != null) ? KeyAttribute.text(rangeKey) : null);
	}

	/**
	 * Returns an index with one hash key and without a range key.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @return the index
	 */
	public static IndexDefinition of(String name, KeyAttribute hashKey) {
		return of(name, hashKey, null);
	}

	/**
	 * Returns an index with one hash key and at most one range key.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @param rangeKey attribute that holds the index's range key; null if there is none
	 * @return the index
	 */
	public static IndexDefinition of(String name, KeyAttribute hashKey, @Nullable KeyAttribute rangeKey) {
		return new IndexDefinition(name, List.of(hashKey), (rangeKey != null) ? List.of(rangeKey) : List.of());
	}

	/**
	 * Returns all key attributes of the index.
	 * @return the hash keys, then the range keys
	 */
	public List<KeyAttribute> keys() {
		List<KeyAttribute> keys = new ArrayList<>(this.hashKeys);
		keys.addAll(this.rangeKeys);
		return Collections.unmodifiableList(keys);
	}

	/**
	 * Says whether an attribute is one of the index's keys.
	 * @param attribute the attribute's name
	 * @return whether it is a key
	 */
	public boolean isKey(String attribute) {
		return holds(this.hashKeys, attribute) || holds(this.rangeKeys, attribute);
	}

	private static boolean holds(List<KeyAttribute> keys, String attribute) {
		for (KeyAttribute key : keys) {
			if (key.name().equals(attribute)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable String repeated(List<KeyAttribute> hashKeys, List<KeyAttribute> rangeKeys) {
		Set<String> names = new HashSet<>();
		for (List<KeyAttribute> keys : List.of(hashKeys, rangeKeys)) {
			for (KeyAttribute key : keys) {
				if (!names.add(key.name())) {
					return key.name();
				}
			}
		}
		return null;
	}

}
