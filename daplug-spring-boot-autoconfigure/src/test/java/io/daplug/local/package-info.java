/**
 * Tests of the embedded DynamoDB, on the real library.
 */
@NullMarked
package io.daplug.local;

import org.jspecify.annotations.NullMarked;
