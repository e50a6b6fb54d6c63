/**
 * Moves tables while they are written. Internal.
 */
@NullMarked
package io.daplug.mirror.move;

import org.jspecify.annotations.NullMarked;
