/**
 * Wiring of the health contributor.
 */
@NullMarked
package io.daplug.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
