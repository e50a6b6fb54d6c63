/**
 * Tests of mirrors.
 */
@NullMarked
package io.daplug.mirror;

import org.jspecify.annotations.NullMarked;
