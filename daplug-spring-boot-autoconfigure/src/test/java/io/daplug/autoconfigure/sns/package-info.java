/**
 * Tests of {@code io.daplug.autoconfigure.sns}.
 */
@NullMarked
package io.daplug.autoconfigure.sns;

import org.jspecify.annotations.NullMarked;
