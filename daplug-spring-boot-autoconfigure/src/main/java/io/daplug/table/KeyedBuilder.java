package io.daplug.table;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * Collects the keys of a table and their prefixes.
 *
 * @param <B> the builder's own type
 */
abstract class KeyedBuilder<B extends KeyedBuilder<B>> {

	final String name;

	@Nullable String hashKey;

	@Nullable ScalarAttributeType hashKeyType;

	@Nullable String rangeKey;

	@Nullable ScalarAttributeType rangeKeyType;

	@Nullable String hashPrefix;

	@Nullable String rangePrefix;

	KeyedBuilder(String name) {
		Assert.hasText(name, "'name' of a table must not be empty");
		this.name = name;
	}

	abstract B self();

	final void likeKeys(TableDefinition table) {
		String range = table.rangeKey();
		this.hashKey = table.hashKey();
		this.hashKeyType = table.keyType(table.hashKey());
		this.rangeKey = range;
		this.rangeKeyType = (range != null) ? table.keyType(range) : null;
		this.hashPrefix = given(table.prefixer().prefix(table.hashKey()));
		this.rangePrefix = (range != null) ? given(table.prefixer().prefix(range)) : null;
	}

	private static @Nullable String given(String prefix) {
		return prefix.isEmpty() ? null : prefix;
	}

	String requireHashKey() {
		String required = this.hashKey;
		Assert.state(required != null, () -> "'hash-key' of table '%s' must be set".formatted(this.name));
		Assert.state(!required.equals(this.rangeKey),
				() -> "'hash-key' and 'range-key' of table '%s' must not be the same attribute".formatted(this.name));
		return required;
	}

	/**
	 * Sets the hash key, its type left to DynamoDB to check.
	 * @param hashKey attribute that holds the hash key
	 * @return this builder
	 */
	public B hashKey(String hashKey) {
		Assert.hasText(hashKey, () -> "'hash-key' of table '%s' must not be empty".formatted(this.name));
		this.hashKey = hashKey;
		this.hashKeyType = null;
		return self();
	}

	/**
	 * Sets the hash key.
	 * @param hashKey attribute that holds the hash key
	 * @param type its type
	 * @return this builder
	 */
	public B hashKey(String hashKey, ScalarAttributeType type) {
		hashKey(hashKey);
		this.hashKeyType = type;
		return self();
	}

	/**
	 * Sets the range key, its type left to DynamoDB to check.
	 * @param rangeKey attribute that holds the range key
	 * @return this builder
	 */
	public B rangeKey(String rangeKey) {
		Assert.hasText(rangeKey, () -> "'range-key' of table '%s' must not be empty".formatted(this.name));
		this.rangeKey = rangeKey;
		this.rangeKeyType = null;
		return self();
	}

	/**
	 * Sets the range key.
	 * @param rangeKey attribute that holds the range key
	 * @param type its type
	 * @return this builder
	 */
	public B rangeKey(String rangeKey, ScalarAttributeType type) {
		rangeKey(rangeKey);
		this.rangeKeyType = type;
		return self();
	}

	/**
	 * Sets the prefix of stored hash keys.
	 * @param hashPrefix the prefix
	 * @return this builder
	 */
	public B hashPrefix(String hashPrefix) {
		this.hashPrefix = hashPrefix;
		return self();
	}

	/**
	 * Sets the prefix of stored range keys.
	 * @param rangePrefix the prefix
	 * @return this builder
	 */
	public B rangePrefix(String rangePrefix) {
		this.rangePrefix = rangePrefix;
		return self();
	}

}
