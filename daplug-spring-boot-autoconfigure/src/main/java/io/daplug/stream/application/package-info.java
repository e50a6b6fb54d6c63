/**
 * The application's own writes as source of changes.
 */
@NullMarked
package io.daplug.stream.application;

import org.jspecify.annotations.NullMarked;
