/**
 * Checks single texts and numbers: formats, patterns and bounds. Internal: used by
 * {@code io.daplug.schema} alone.
 */
@NullMarked
package io.daplug.schema.format;

import org.jspecify.annotations.NullMarked;
