/**
 * Tests for listeners of changes.
 */
@NullMarked
package io.daplug.stream;

import org.jspecify.annotations.NullMarked;
