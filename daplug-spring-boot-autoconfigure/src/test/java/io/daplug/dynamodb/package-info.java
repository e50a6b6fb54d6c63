/**
 * Tests of {@code io.daplug.dynamodb}.
 */
@NullMarked
package io.daplug.dynamodb;

import org.jspecify.annotations.NullMarked;
