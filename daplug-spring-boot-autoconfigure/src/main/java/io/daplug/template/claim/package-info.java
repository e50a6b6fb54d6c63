/**
 * What keeps attributes unique: claims, which are items of the same table that nobody
 * sees. Internal.
 */
@NullMarked
package io.daplug.template.claim;

import org.jspecify.annotations.NullMarked;
