/**
 * Brings the items of a table to the current version of their schema. Internal.
 */
@NullMarked
package io.daplug.template.rewrite;

import org.jspecify.annotations.NullMarked;
