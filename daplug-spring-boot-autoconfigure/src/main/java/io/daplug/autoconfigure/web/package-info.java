/**
 * Wiring of what web applications answer with.
 */
@NullMarked
package io.daplug.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
