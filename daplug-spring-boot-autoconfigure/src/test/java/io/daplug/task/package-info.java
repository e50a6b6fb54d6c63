/**
 * Tests of {@code io.daplug.task}.
 */
@NullMarked
package io.daplug.task;

import org.jspecify.annotations.NullMarked;
