/**
 * Tests for meters.
 */
@NullMarked
package io.daplug.metrics;

import org.jspecify.annotations.NullMarked;
