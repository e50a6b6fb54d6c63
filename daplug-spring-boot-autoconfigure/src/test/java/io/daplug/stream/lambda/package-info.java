/**
 * Tests for Lambda functions.
 */
@NullMarked
package io.daplug.stream.lambda;

import org.jspecify.annotations.NullMarked;
