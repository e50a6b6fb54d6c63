/**
 * Tests of conditions, filters and projections: on their own, and as DynamoDB understands
 * them.
 */
@NullMarked
package io.daplug.expression;

import org.jspecify.annotations.NullMarked;
