package io.daplug.template.transaction;

import java.util.Map;

import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What became of an entry of a transaction that was carried out.
 *
 * @param item the item as it is stored and shown; null if none is, or nobody knows it
 * @param ignored whether it was left out, as what is stored is newer
 * @param converter reads the item
 */
public record WrittenEntry(@Nullable Map<String, AttributeValue> item, boolean ignored, ItemConverter converter) {

}
