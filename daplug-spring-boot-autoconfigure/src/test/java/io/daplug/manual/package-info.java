/**
 * The manual's examples, compiled and run, and held against its text.
 */
@NullMarked
package io.daplug.manual;

import org.jspecify.annotations.NullMarked;
