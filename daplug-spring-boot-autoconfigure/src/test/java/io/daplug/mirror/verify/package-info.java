/**
 * Tests of comparisons of mirrors' destinations with their sources.
 */
@NullMarked
package io.daplug.mirror.verify;

import org.jspecify.annotations.NullMarked;
