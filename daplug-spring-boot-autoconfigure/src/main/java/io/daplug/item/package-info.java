/**
 * Items and their keys as values, and the one conversion between Java values, records,
 * JSON trees and DynamoDB attributes. Everything above speaks of items in these types,
 * and every write and read passes through {@link io.daplug.item.ItemConverter}. Knows
 * nothing of tables, schemas or requests.
 */
@NullMarked
package io.daplug.item;

import org.jspecify.annotations.NullMarked;
