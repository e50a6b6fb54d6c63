package io.daplug.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How items of a table are kept in memory.
 *
 * @param size the most items that are kept
 * @param expireAfter how long an item is kept
 * @param negative how long it is kept that there is no item; null if it is not
 */
public record CacheDefinition(long size, Duration expireAfter, @Nullable Duration negative) {

}
