/**
 * Configures versions of the schemas of tables.
 */
@NullMarked
package io.daplug.autoconfigure.version;

import org.jspecify.annotations.NullMarked;
