/**
 * Wiring of the endpoints.
 */
@NullMarked
package io.daplug.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
