/**
 * Wiring of the meters.
 */
@NullMarked
package io.daplug.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
