package io.daplug.template.copy;

import java.util.Map;

import io.daplug.guard.CopySequence;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is stored under the key of a copy.
 *
 * @param attributes the copy, prefixes removed; null if there is none, or a tombstone
 * @param sequence the place of the change that was written last; null if the item has
 * none, or if there is neither copy nor tombstone
 */
public record StoredCopy(@Nullable Map<String, AttributeValue> attributes, @Nullable CopySequence sequence) {

}
