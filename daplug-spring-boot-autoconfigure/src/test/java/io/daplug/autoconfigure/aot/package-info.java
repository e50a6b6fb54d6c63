/**
 * Tests for what is done ahead of time.
 */
@NullMarked
package io.daplug.autoconfigure.aot;

import org.jspecify.annotations.NullMarked;
