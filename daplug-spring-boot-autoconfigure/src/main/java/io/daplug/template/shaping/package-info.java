/**
 * From the caller's value to the attributes to write: converted, shaped and checked by
 * the schema. Internal.
 */
@NullMarked
package io.daplug.template.shaping;

import org.jspecify.annotations.NullMarked;
