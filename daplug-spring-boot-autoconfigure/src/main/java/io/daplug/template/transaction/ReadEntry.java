package io.daplug.template.transaction;

import java.util.Map;

import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an entry of a transaction read.
 *
 * @param item the item as readers see it; null if they see none
 * @param converter reads the item
 */
public record ReadEntry(@Nullable Map<String, AttributeValue> item, ItemConverter converter) {

}
