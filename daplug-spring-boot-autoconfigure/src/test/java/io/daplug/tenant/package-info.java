/**
 * Tests for tenants that share tables.
 */
@NullMarked
package io.daplug.tenant;

import org.jspecify.annotations.NullMarked;
