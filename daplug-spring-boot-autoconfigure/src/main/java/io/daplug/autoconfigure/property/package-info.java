/**
 * What all of the wiring shares: names of properties, what refuses those that cannot
 * work, and what tells how to correct them. Internal.
 */
@NullMarked
package io.daplug.autoconfigure.property;

import org.jspecify.annotations.NullMarked;
