/**
 * Tests of the support for tests.
 */
@NullMarked
package io.daplug.test;

import org.jspecify.annotations.NullMarked;
