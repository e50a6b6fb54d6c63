/**
 * Tests of keys, items, and the conversion between Java values and attributes.
 */
@NullMarked
package io.daplug.item;

import org.jspecify.annotations.NullMarked;
