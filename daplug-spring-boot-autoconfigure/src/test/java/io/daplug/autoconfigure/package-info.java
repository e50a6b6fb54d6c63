/**
 * Tests of the auto-configurations, mostly on contexts without an application.
 */
@NullMarked
package io.daplug.autoconfigure;

import org.jspecify.annotations.NullMarked;
