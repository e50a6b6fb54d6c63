/**
 * How many items are removed by one call. Internal.
 */
@NullMarked
package io.daplug.template.clear;

import org.jspecify.annotations.NullMarked;
