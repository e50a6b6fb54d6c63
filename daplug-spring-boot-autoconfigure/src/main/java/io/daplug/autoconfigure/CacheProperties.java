package io.daplug.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How items of a table are kept in memory.
 *
 * @param size The most items that are kept.
 * @param expireAfter How long an item is kept after it was read from DynamoDB.
 * @param negative How long it is kept that there is no item. It is not by default.
 */
record CacheProperties(@DefaultValue("10000") long size, @DefaultValue("1m") Duration expireAfter,
		@Nullable Duration negative) {

}
