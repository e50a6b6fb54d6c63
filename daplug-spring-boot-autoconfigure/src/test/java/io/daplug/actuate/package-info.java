/**
 * Tests for the endpoints.
 */
@NullMarked
package io.daplug.actuate;

import org.jspecify.annotations.NullMarked;
