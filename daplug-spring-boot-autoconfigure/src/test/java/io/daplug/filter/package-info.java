/**
 * Tests for {@link io.daplug.filter}.
 */
@NullMarked
package io.daplug.filter;

import org.jspecify.annotations.NullMarked;
