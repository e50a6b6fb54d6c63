/**
 * Wiring of tables that keep items of many types.
 */
@NullMarked
package io.daplug.autoconfigure.singletable;

import org.jspecify.annotations.NullMarked;
