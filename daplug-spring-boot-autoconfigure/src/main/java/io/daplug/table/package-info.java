/**
 * What a table looks like (its names, keys, indexes and rules), and making it so: create,
 * check, clear. Nothing is created or cleared unless asked by name.
 */
@NullMarked
package io.daplug.table;

import org.jspecify.annotations.NullMarked;
