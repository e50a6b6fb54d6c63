/**
 * What a table looks like: its names, keys, indexes and rules, and what DynamoDB is told
 * when the table is created.
 */
@NullMarked
package io.daplug.table;

import org.jspecify.annotations.NullMarked;
