/**
 * Tests for {@link io.daplug.schema.format}.
 */
@NullMarked
package io.daplug.schema.format;

import org.jspecify.annotations.NullMarked;
