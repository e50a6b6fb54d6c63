/**
 * How items are written: a write is prepared as a value and carried out by one pipeline.
 * Internal.
 */
@NullMarked
package io.daplug.template.write;

import org.jspecify.annotations.NullMarked;
