/**
 * Conditions, filters and projections of DynamoDB, built safely or read from plain
 * expression strings. Both end in one tree, which is written with every attribute name
 * aliased and every value a placeholder, so reserved words and odd characters in names
 * never matter. Knows nothing of tables, keys or prefixes: whoever writes an expression
 * says how values are encoded.
 */
@NullMarked
package io.daplug.expression;

import org.jspecify.annotations.NullMarked;
