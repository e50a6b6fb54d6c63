/**
 * What an application makes of its items before they are written, and which of them it
 * refuses.
 */
@NullMarked
package io.daplug.customize;

import org.jspecify.annotations.NullMarked;
