/**
 * Keeps what operations on mirrors have done, so that they survive a restart, and one
 * instance at a time works on each. Internal.
 */
@NullMarked
package io.daplug.mirror.store;

import org.jspecify.annotations.NullMarked;
