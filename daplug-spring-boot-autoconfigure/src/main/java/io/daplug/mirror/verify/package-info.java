/**
 * Compares a mirror's destination with its source. Internal.
 */
@NullMarked
package io.daplug.mirror.verify;

import org.jspecify.annotations.NullMarked;
