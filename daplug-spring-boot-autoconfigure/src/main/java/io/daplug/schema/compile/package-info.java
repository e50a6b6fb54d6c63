/**
 * Compiles schemas into plans: finds out what must hold together and what only describes,
 * once, when the files are loaded. Internal: used by {@code io.daplug.schema} alone.
 */
@NullMarked
package io.daplug.schema.compile;

import org.jspecify.annotations.NullMarked;
