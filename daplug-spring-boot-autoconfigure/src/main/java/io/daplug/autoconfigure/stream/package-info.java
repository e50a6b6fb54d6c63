/**
 * Wiring of listeners: their properties, and where changes are parked.
 */
@NullMarked
package io.daplug.autoconfigure.stream;

import org.jspecify.annotations.NullMarked;
