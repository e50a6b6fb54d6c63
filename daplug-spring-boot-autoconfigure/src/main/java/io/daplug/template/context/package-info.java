/**
 * What all parts of one table's template work with. Internal.
 */
@NullMarked
package io.daplug.template.context;

import org.jspecify.annotations.NullMarked;
