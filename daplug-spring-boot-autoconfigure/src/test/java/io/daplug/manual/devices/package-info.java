/**
 * The manual's examples of a table that items of many types share.
 */
@NullMarked
package io.daplug.manual.devices;

import org.jspecify.annotations.NullMarked;
