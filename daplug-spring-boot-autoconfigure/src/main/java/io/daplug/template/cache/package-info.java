/**
 * Reads through the caches of tables, and evicts what is written. Internal.
 */
@NullMarked
package io.daplug.template.cache;

import org.jspecify.annotations.NullMarked;
