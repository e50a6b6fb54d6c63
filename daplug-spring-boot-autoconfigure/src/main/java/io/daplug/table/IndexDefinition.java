package io.daplug.table;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * A secondary index of a table, all attributes projected where Daplug creates it.
 *
 * @param name the index's name in DynamoDB
 * @param hashKey attribute that holds the index's hash key
 * @param hashKeyType type of that attribute
 * @param rangeKey attribute that holds the index's range key, if there is one
 * @param rangeKeyType type of that attribute; null without range key
 */
public record IndexDefinition(String name, String hashKey, ScalarAttributeType hashKeyType, @Nullable String rangeKey,
		@Nullable ScalarAttributeType rangeKeyType) {

	/**
	 * Checks that the parts go together.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @param hashKeyType type of that attribute
	 * @param rangeKey attribute that holds the index's range key, if there is one
	 * @param rangeKeyType type of that attribute; null without range key
	 */
	public IndexDefinition {
		Assert.hasText(name, "'name' of an index must not be empty");
		Assert.hasText(hashKey, () -> "'hash-key' of index '%s' must not be empty".formatted(name));
		Assert.notNull(hashKeyType, "'hashKeyType' must not be null");
		Assert.isTrue((rangeKey != null) == (rangeKeyType != null),
				"'rangeKey' and 'rangeKeyType' must both be set, or neither");
		Assert.isTrue(!hashKey.equals(rangeKey),
				() -> "'hash-key' and 'range-key' of index '%s' must not be the same attribute".formatted(name));
	}

	/**
	 * Returns an index over text attributes.
	 * @param name the index's name in DynamoDB
	 * @param hashKey attribute that holds the index's hash key
	 * @param rangeKey attribute that holds the index's range key, if there is one
	 * @return the index
	 */
	public static IndexDefinition of(String name, String hashKey, @Nullable String rangeKey) {
		return new IndexDefinition(name, hashKey, ScalarAttributeType.S, rangeKey,
				(rangeKey != null) ? ScalarAttributeType.S : null);
	}

	/** The key attributes with their types, the hash key first. */
	Map<String, ScalarAttributeType> keyTypes() {
		Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
		types.put(this.hashKey, this.hashKeyType);
		if (this.rangeKey != null && this.rangeKeyType != null) {
			types.put(this.rangeKey, this.rangeKeyType);
		}
		return types;
	}

}
