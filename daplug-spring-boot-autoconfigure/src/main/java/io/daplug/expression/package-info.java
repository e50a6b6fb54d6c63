/**
 * Conditions, filters and projections of DynamoDB. They are built with operators or
 * parsed from plain expression strings. Every attribute name is sent as an alias and
 * every value as a placeholder, so names may be reserved words and hold any characters.
 * This package knows nothing of tables, keys or prefixes: whoever writes an expression
 * decides how values are encoded.
 */
@NullMarked
package io.daplug.expression;

import org.jspecify.annotations.NullMarked;
