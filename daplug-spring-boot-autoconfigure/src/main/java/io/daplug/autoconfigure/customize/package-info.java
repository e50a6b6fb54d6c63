/**
 * Which customizers of the application are for which tables.
 */
@NullMarked
package io.daplug.autoconfigure.customize;

import org.jspecify.annotations.NullMarked;
