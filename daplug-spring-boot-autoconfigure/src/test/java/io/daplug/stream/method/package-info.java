/**
 * Tests for methods as listeners.
 */
@NullMarked
package io.daplug.stream.method;

import org.jspecify.annotations.NullMarked;
