/**
 * Ahead-of-time processing of the configuration and of injected operations.
 */
@NullMarked
package io.daplug.autoconfigure.aot;

import org.jspecify.annotations.NullMarked;
