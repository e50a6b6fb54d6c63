/**
 * Tests of the order service through its API, each class on an embedded DynamoDB of its
 * own.
 */
@NullMarked
package io.daplug.sample;

import org.jspecify.annotations.NullMarked;
