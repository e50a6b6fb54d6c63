/**
 * Copies the items that a mirror's source has already. Internal.
 */
@NullMarked
package io.daplug.mirror.backfill;

import org.jspecify.annotations.NullMarked;
