/**
 * Tests for listeners of changes.
 */
@NullMarked
package io.daplug.stream.record;

import org.jspecify.annotations.NullMarked;
