package io.daplug.template.read;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one request read.
 *
 * @param items the visible items as they are stored
 * @param count how many items there are, also where they were only counted
 * @param lastKey where to read on; null if there is no more
 */
record ReadPage(List<Map<String, AttributeValue>> items, int count, @Nullable Map<String, AttributeValue> lastKey) {

}
