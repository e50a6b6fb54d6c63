/**
 * All operations on mirrors as one. Internal.
 */
@NullMarked
package io.daplug.mirror.operation;

import org.jspecify.annotations.NullMarked;
