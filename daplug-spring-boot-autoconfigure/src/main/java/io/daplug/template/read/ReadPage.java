package io.daplug.template.read;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one request read.
 *
 * @param <T> what an item is
 * @param items the visible items
 * @param count how many items there are, also where they were only counted
 * @param lastKey where to read on; null if there is no more
 */
record ReadPage<T>(List<T> items, int count, @Nullable Map<String, AttributeValue> lastKey) {

}
