package io.daplug.event;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change that a write is about to make.
 *
 * @param table the logical name of the table
 * @param operation the call that would cause it
 * @param item the item as it would leave the application, prefixes removed and without
 * what its schema calls {@code writeOnly}; null if an item would be removed
 * @param message what the call says about its message
 */
public record PlannedChange(String table, Operation operation, @Nullable Map<String, AttributeValue> item,
		MessageOptions message) {

}
