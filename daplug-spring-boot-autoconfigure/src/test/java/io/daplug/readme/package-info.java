/**
 * The README's examples, compiled and run, and held against its text.
 */
@NullMarked
package io.daplug.readme;

import org.jspecify.annotations.NullMarked;
