/**
 * Tests for reads through caches.
 */
@NullMarked
package io.daplug.template.cache;

import org.jspecify.annotations.NullMarked;
