package io.daplug.template.context;

import io.daplug.guard.ItemVisibility;
import io.daplug.guard.WriteGuard;

/**
 * What the stored items of one table are to those who write and to those who read.
 *
 * @param guard what writes demand of stored items
 * @param visibility which stored items readers see
 */
public record StoredRules(WriteGuard guard, ItemVisibility visibility) {

}
