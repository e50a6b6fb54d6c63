/**
 * Tests of the house itself.
 */
@NullMarked
package io.daplug;

import org.jspecify.annotations.NullMarked;
