/**
 * Tests for what web applications answer with.
 */
@NullMarked
package io.daplug.web;

import org.jspecify.annotations.NullMarked;
