/**
 * Methods as listeners: how annotated methods are found and checked, and how they are
 * given the parts of a change.
 */
@NullMarked
package io.daplug.stream.method;

import org.jspecify.annotations.NullMarked;
