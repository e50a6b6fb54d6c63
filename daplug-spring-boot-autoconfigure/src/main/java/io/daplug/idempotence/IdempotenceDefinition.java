package io.daplug.idempotence;

import org.springframework.util.Assert;

/**
 * How a table is guarded against lost updates.
 *
 * @param key the attribute whose value tells one state of an item from the next
 * @param strategy what a write demands of the stored value
 * @param missing what becomes of a write to an item that has no value
 * @param generate who advances the value
 */
public record IdempotenceDefinition(String key, IdempotenceStrategy strategy, MissingValue missing,
		GeneratedValue generate) {

	/**
	 * Checks that the parts go together.
	 * @param key the attribute whose value tells one state of an item from the next
	 * @param strategy what a write demands of the stored value
	 * @param missing what becomes of a write to an item that has no value
	 * @param generate who advances the value
	 */
	public IdempotenceDefinition {
		Assert.hasText(key, "'key' of the idempotence must not be empty");
		Assert.notNull(strategy, "'strategy' must not be null");
		Assert.notNull(missing, "'missing' must not be null");
		Assert.notNull(generate, "'generate' must not be null");
		Assert.isTrue(strategy != IdempotenceStrategy.USE_LATEST || generate == GeneratedValue.NONE,
				"'strategy' use-latest compares the values that callers send, so 'generate' must be none");
	}

	/**
	 * Returns the definition with all defaults: conditional, failing on a missing value,
	 * callers advance the value.
	 * @param key the attribute
	 * @return the definition
	 */
	public static IdempotenceDefinition on(String key) {
		return new IdempotenceDefinition(key, IdempotenceStrategy.CONDITIONAL, MissingValue.FAIL, GeneratedValue.NONE);
	}

	/**
	 * Returns a copy with this strategy.
	 * @param strategy what a write demands of the stored value
	 * @return the copy
	 */
	public IdempotenceDefinition with(IdempotenceStrategy strategy) {
		return new IdempotenceDefinition(this.key, strategy, this.missing, this.generate);
	}

	/**
	 * Returns a copy with this rule for missing values.
	 * @param missing what becomes of a write to an item that has no value
	 * @return the copy
	 */
	public IdempotenceDefinition with(MissingValue missing) {
		return new IdempotenceDefinition(this.key, this.strategy, missing, this.generate);
	}

	/**
	 * Returns a copy whose value is advanced this way.
	 * @param generate who advances the value
	 * @return the copy
	 */
	public IdempotenceDefinition with(GeneratedValue generate) {
		return new IdempotenceDefinition(this.key, this.strategy, this.missing, generate);
	}

}
