/**
 * Types with constraints.
 */
@NullMarked
package io.daplug.autoconfigure.singletable.strict;

import org.jspecify.annotations.NullMarked;
