/**
 * Mirrors: what a change of one table makes of another one. Turns changes into writes of
 * the destination, and knows neither where changes come from nor who retries them.
 */
@NullMarked
package io.daplug.mirror;

import org.jspecify.annotations.NullMarked;
