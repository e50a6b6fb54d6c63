/**
 * Tests of what other mappers stored.
 */
@NullMarked
package io.daplug.item.encoding;

import org.jspecify.annotations.NullMarked;
