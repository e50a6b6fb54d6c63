package io.daplug.singletable;

import org.springframework.util.Assert;

/**
 * How the keys of an index are composed for items of a type, as {@link IndexKeys} says it
 * in an annotation.
 *
 * @param name the index's name
 * @param hashKey how its hash key is composed
 * @param rangeKey how its range key is composed
 */
public record IndexKeyDefinition(String name, KeyDefinition hashKey, KeyDefinition rangeKey) {

	/**
	 * Checks the parts.
	 * @param name the index's name
	 * @param hashKey how its hash key is composed
	 * @param rangeKey how its range key is composed
	 */
	public IndexKeyDefinition {
		Assert.hasText(name, "'name' of an index must not be empty");
		Assert.notNull(hashKey, "'hashKey' must not be null");
		Assert.notNull(rangeKey, "'rangeKey' must not be null");
	}

	static IndexKeyDefinition of(IndexKeys keys) {
		return new IndexKeyDefinition(keys.name(), KeyDefinition.of(keys.hashKey()), KeyDefinition.of(keys.rangeKey()));
	}

}
