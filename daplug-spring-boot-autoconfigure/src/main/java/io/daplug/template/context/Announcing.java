package io.daplug.template.context;

import java.time.Clock;

import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;

/**
 * Where the changes of one table are announced.
 *
 * @param publisher announces them
 * @param turns keep the order of the writes of each key
 * @param clock tells the time of a change
 * @param itemType the type that changes are announced as; null for that of each call
 */
public record Announcing(ChangePublisher publisher, TurnRegistry turns, Clock clock, @Nullable ItemType<?> itemType) {

}
