/**
 * Tests for parked changes.
 */
@NullMarked
package io.daplug.stream.parking;

import org.jspecify.annotations.NullMarked;
