/**
 * Items, their keys, and the conversion between Java values, records, JSON trees and
 * DynamoDB attributes. All other packages use these types, and every write and read goes
 * through {@link io.daplug.item.ItemConverter}. This package knows nothing of tables,
 * schemas or requests.
 */
@NullMarked
package io.daplug.item;

import org.jspecify.annotations.NullMarked;
