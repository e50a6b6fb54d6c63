/**
 * Meters of what goes wrong and of what waits, fed by application events. The only
 * package that knows Micrometer.
 */
@NullMarked
package io.daplug.metrics;

import org.jspecify.annotations.NullMarked;
