/**
 * Wiring for Spring Boot: properties, auto-configurations and failure analyzers. Nobody
 * imports it.
 */
@NullMarked
package io.daplug.autoconfigure;

import org.jspecify.annotations.NullMarked;
