package io.daplug.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How items of a table are kept in memory.
 *
 * @param size the most items that are kept, each of up to 400 KB; what is read least is
 * dropped first
 * @param expireAfter how long an item is kept after it was read from DynamoDB
 * @param negative how long it is kept that there is no item; null if that is not kept
 */
public record CacheDefinition(long size, Duration expireAfter, @Nullable Duration negative) {

	/** Keeps up to 10,000 items for a minute, and not that there is none. */
	public static final CacheDefinition DEFAULTS = new CacheDefinition(10_000, Duration.ofMinutes(1), null);

	/**
	 * Creates a definition.
	 * @param size the most items that are kept, at least 1
	 * @param expireAfter how long an item is kept, more than zero
	 * @param negative how long it is kept that there is no item, more than zero; null if
	 * that is not kept
	 * @throws IllegalArgumentException if a value is not allowed
	 */
	public CacheDefinition {
		long items = size;
		Assert.isTrue(items > 0, () -> "'size' must be 1 or more, but is " + items);
		requirePositive("expire-after", expireAfter);
		if (negative != null) {
			requirePositive("negative", negative);
		}
	}

	private static void requirePositive(String name, Duration time) {
		Assert.notNull(time, () -> "'%s' must not be null".formatted(name));
		Assert.isTrue(!time.isNegative() && !time.isZero(),
				() -> "'%s' must be more than zero, but is %s".formatted(name, time));
	}

}
