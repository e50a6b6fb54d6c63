/**
 * Wiring of mirrors: those of the configuration, and listeners that are mirrors.
 */
@NullMarked
package io.daplug.autoconfigure.mirror;

import org.jspecify.annotations.NullMarked;
