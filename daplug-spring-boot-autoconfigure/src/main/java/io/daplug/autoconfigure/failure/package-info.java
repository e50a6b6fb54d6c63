/**
 * Explains why an application did not start.
 */
@NullMarked
package io.daplug.autoconfigure.failure;

import org.jspecify.annotations.NullMarked;
