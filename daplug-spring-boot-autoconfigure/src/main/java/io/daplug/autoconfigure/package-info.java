/**
 * Wiring for Spring Boot: properties, auto-configurations and failure analyzers. Schemas,
 * tables and templates are wired here, each feature in a package below. Nobody outside
 * imports it.
 */
@NullMarked
package io.daplug.autoconfigure;

import org.jspecify.annotations.NullMarked;
