/**
 * Tests of {@code io.daplug.queue}.
 */
@NullMarked
package io.daplug.queue;

import org.jspecify.annotations.NullMarked;
