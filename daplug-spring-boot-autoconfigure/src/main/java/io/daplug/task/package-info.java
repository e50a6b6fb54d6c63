/**
 * The threads that Daplug works on, and the pauses between its attempts. Internal:
 * applications configure both through Spring Boot.
 */
@NullMarked
package io.daplug.task;

import org.jspecify.annotations.NullMarked;
