/**
 * Where changes are kept that a listener could not handle.
 */
@NullMarked
package io.daplug.stream.parking;

import org.jspecify.annotations.NullMarked;
