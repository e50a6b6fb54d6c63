/**
 * Listeners of changes: which changes they are given, in which order and how often, and
 * what happens to changes that cannot be handled. Sources of changes are implemented in
 * packages of their own.
 */
@NullMarked
package io.daplug.stream;

import org.jspecify.annotations.NullMarked;
