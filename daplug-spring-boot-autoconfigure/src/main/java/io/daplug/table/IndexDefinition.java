package io.daplug.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A secondary index of a table.
 * <p>
 * A global index has one to four hash keys and at most four range keys. A local index has
 * the hash key of its table, which need not be named, and one range key.
 *
 * @param name the index's name in DynamoDB
 * @param hashKeys the attributes that hold the index's hash keys, in DynamoDB's order;
 * may be empty for a local index, which gets the table's hash key with the table
 * @param rangeKeys the attributes that hold the index's range keys, in DynamoDB's order;
 * empty if there are none
 * @param settings whether it is global or local, what it holds, and its throughput
 */
public record IndexDefinition(String name, List<KeyAttribute> hashKeys, List<KeyAttribute> rangeKeys,
		IndexSettings settings) {

	/** How many hash keys, and how many range keys, an index has at most. */
	public static final int MAX_KEYS = 4;

	/** How many local indexes a table has at most. */
	public static final int MAX_LOCAL_INDEXES = 5;

	/**
	 * How many attributes all indexes of a table include at most, the keys not counted.
	 */
	public static final int MAX_INCLUDED_ATTRIBUTES = 100;

	/**
	 * Checks that the parts go together.
	 * @param name the index's name in DynamoDB
	 * @param hashKeys the attributes that hold the index's hash keys
	 * @param rangeKeys the attributes that hold the index's range keys
	 * @param settings whether it is global or local, what it holds, and its throughput
	 */
	public IndexDefinition {
		Assert.hasText(name, "'name' of an index must not be empty");
		hashKeys = List.copyOf(hashKeys);
		rangeKeys = List.copyOf(rangeKeys);
		Assert.notNull(settings, () -> "'settings' of index '%s' must not be null".formatted(name));
		boolean local = settings.kind() == IndexKind.LOCAL;
		int hashes = hashKeys.size();
		int ranges = rangeKeys.size();
		Assert.isTrue(hashes > 0 || local, () -> "'hash-key' of index '%s' must not be empty".formatted(name));
		Assert.isTrue(hashes <= MAX_KEYS, () -> "'hash-key' of index '%s' must have at most %d attributes, but has %d"
			.formatted(name, MAX_KEYS, hashes));
		Assert.isTrue(ranges <= MAX_KEYS, () -> "'range-key' of index '%s' must have at most %d attributes, but has %d"
			.formatted(name, MAX_KEYS, ranges));
		Assert.isTrue(!local || ranges == 1,
				() -> "'range-key' of index '%s', which is local, must have one attribute, but has %d".formatted(name,
						ranges));
		String repeated = repeated(hashKeys, rangeKeys);
		Assert.isTrue(repeated == null,
				() -> "'hash-key' and 'range-key' of index '%s' must not name the attribute '%s' twice".formatted(name,
						repeated));
	}

	/**
	 * Creates a global index that holds all attributes.
	 * @param name the index's name in DynamoDB
	 * @param hashKeys the attributes that hold the index's hash keys, in DynamoDB's order
	 * @param rangeKeys the attributes that hold the index's range keys, in DynamoDB's
	 * order; empty if there are none
	 */
	public IndexDefinition(String name, List<KeyAttribute> hashKeys, List<KeyAttribute> rangeKeys) {
		this(name, hashKeys, rangeKeys, IndexSettings.DEFAULT);
	}

	/**
	 * Returns a global index over text attributes, which holds all attributes.
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
	 * Returns a global index with one hash key and without a range key.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @return the index
	 */
	public static IndexDefinition of(String name, KeyAttribute hashKey) {
		return of(name, hashKey, null);
	}

	/**
	 * Returns a global index with one hash key and at most one range key.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @param rangeKey attribute that holds the index's range key; null if there is none
	 * @return the index
	 */
	public static IndexDefinition of(String name, KeyAttribute hashKey, @Nullable KeyAttribute rangeKey) {
		return new IndexDefinition(name, List.of(hashKey), (rangeKey != null) ? List.of(rangeKey) : List.of());
	}

	/**
	 * Returns a local index, which has the hash key of its table and holds all
	 * attributes.
	 * @param name the index's name in DynamoDB
	 * @param rangeKey attribute that holds the index's range key
	 * @return the index
	 */
	public static IndexDefinition local(String name, KeyAttribute rangeKey) {
		return new IndexDefinition(name, List.of(), List.of(rangeKey),
				new IndexSettings(IndexKind.LOCAL, IndexProjection.ALL, Throughput.UNDECLARED));
	}

	/**
	 * Returns this index with another projection.
	 * @param projection which attributes it holds
	 * @return the index
	 */
	public IndexDefinition with(IndexProjection projection) {
		return new IndexDefinition(this.name, this.hashKeys, this.rangeKeys,
				new IndexSettings(this.settings.kind(), projection, this.settings.throughput()));
	}

	/**
	 * Returns this index with a throughput of its own, which a global index may have.
	 * @param throughput how much may be read and written
	 * @return the index
	 */
	public IndexDefinition with(Throughput throughput) {
		return new IndexDefinition(this.name, this.hashKeys, this.rangeKeys,
				new IndexSettings(this.settings.kind(), this.settings.projection(), throughput));
	}

	IndexDefinition withHashKey(KeyAttribute hashKey) {
		return new IndexDefinition(this.name, List.of(hashKey), this.rangeKeys, this.settings);
	}

	/**
	 * Says whether the index is a local one.
	 * @return whether it has the hash key of its table
	 */
	public boolean isLocal() {
		return this.settings.kind() == IndexKind.LOCAL;
	}

	/**
	 * Returns which attributes the index holds.
	 * @return the projection
	 */
	public IndexProjection projection() {
		return this.settings.projection();
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
