/**
 * Tests of {@code io.daplug.idempotence}.
 */
@NullMarked
package io.daplug.idempotence;

import org.jspecify.annotations.NullMarked;
