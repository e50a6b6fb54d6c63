/**
 * Reads whole tables for what is done with mirrors. Internal.
 */
@NullMarked
package io.daplug.mirror.scan;

import org.jspecify.annotations.NullMarked;
