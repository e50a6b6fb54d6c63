/**
 * Tests of backfills.
 */
@NullMarked
package io.daplug.mirror.backfill;

import org.jspecify.annotations.NullMarked;
