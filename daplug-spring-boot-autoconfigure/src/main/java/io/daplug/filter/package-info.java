/**
 * Expressions in Spring's language that choose items or changes. Internal: not part of
 * the API.
 */
@NullMarked
package io.daplug.filter;

import org.jspecify.annotations.NullMarked;
