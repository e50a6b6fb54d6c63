/**
 * Tests for the wiring of web applications.
 */
@NullMarked
package io.daplug.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
