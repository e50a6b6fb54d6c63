/**
 * Tests for listeners of the application's own writes, in contexts and on the embedded
 * server.
 */
@NullMarked
package io.daplug.stream.application;

import org.jspecify.annotations.NullMarked;
