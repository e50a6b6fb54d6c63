/**
 * Tests for {@link io.daplug.text}.
 */
@NullMarked
package io.daplug.text;

import org.jspecify.annotations.NullMarked;
