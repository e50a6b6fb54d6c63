/**
 * Tenants that share tables: who they are, and how their keys begin.
 */
@NullMarked
package io.daplug.tenant;

import org.jspecify.annotations.NullMarked;
