/**
 * Tests of {@code io.daplug.autoconfigure.property}.
 */
@NullMarked
package io.daplug.autoconfigure.property;

import org.jspecify.annotations.NullMarked;
