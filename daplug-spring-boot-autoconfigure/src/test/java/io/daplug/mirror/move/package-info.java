/**
 * Tests of moving tables.
 */
@NullMarked
package io.daplug.mirror.move;

import org.jspecify.annotations.NullMarked;
