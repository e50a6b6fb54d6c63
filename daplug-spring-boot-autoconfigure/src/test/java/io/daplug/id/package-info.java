/**
 * Tests of {@code io.daplug.id}.
 */
@NullMarked
package io.daplug.id;

import org.jspecify.annotations.NullMarked;
