/**
 * Copies of items of other tables, written so that an older state never replaces a newer
 * one.
 */
@NullMarked
package io.daplug.template.copy;

import org.jspecify.annotations.NullMarked;
