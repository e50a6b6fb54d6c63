/**
 * Tenants that share tables.
 */
@NullMarked
package io.daplug.tenant;

import org.jspecify.annotations.NullMarked;
