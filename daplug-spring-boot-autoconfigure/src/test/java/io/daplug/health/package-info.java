/**
 * Tests for health.
 */
@NullMarked
package io.daplug.health;

import org.jspecify.annotations.NullMarked;
