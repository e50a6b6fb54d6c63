/**
 * Tests for the machinery of batches.
 */
@NullMarked
package io.daplug.template.batching;

import org.jspecify.annotations.NullMarked;
