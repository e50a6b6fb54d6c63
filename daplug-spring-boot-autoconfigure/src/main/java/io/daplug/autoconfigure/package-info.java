/**
 * Everything that Spring Boot finds by itself: properties, auto-configurations and
 * failure analyzers. No other package imports this one.
 */
@NullMarked
package io.daplug.autoconfigure;

import org.jspecify.annotations.NullMarked;
