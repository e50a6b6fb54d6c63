/**
 * Optimistic locking by one attribute, the idempotence key: what a write demands of the
 * stored value, and what a stale write is told.
 */
@NullMarked
package io.daplug.idempotence;

import org.jspecify.annotations.NullMarked;
