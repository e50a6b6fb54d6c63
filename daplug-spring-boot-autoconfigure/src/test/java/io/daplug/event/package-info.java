/**
 * Tests of {@code io.daplug.event}.
 */
@NullMarked
package io.daplug.event;

import org.jspecify.annotations.NullMarked;
