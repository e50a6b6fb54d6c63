/**
 * Types of items that are searched for.
 */
@NullMarked
package io.daplug.autoconfigure.singletable.devices;

import org.jspecify.annotations.NullMarked;
