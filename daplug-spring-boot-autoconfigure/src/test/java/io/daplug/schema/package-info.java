/**
 * Tests of reading schemas and of shaping and checking items by them.
 */
@NullMarked
package io.daplug.schema;

import org.jspecify.annotations.NullMarked;
