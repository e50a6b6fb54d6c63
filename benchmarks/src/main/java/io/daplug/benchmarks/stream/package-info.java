/**
 * Comparisons of what copies the changes of one table into another.
 */
@NullMarked
package io.daplug.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
