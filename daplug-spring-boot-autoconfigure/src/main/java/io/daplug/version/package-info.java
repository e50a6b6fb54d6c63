/**
 * Stored items of other forms: earlier versions of a schema, and what other mappers left.
 */
@NullMarked
package io.daplug.version;

import org.jspecify.annotations.NullMarked;
