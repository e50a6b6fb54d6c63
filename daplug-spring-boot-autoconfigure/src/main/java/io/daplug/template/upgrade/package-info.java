/**
 * Stores items of earlier versions of a schema as items of the current one. Internal.
 */
@NullMarked
package io.daplug.template.upgrade;

import org.jspecify.annotations.NullMarked;
