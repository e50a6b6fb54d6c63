/**
 * Tests of {@code io.daplug.template}.
 */
@NullMarked
package io.daplug.template;

import org.jspecify.annotations.NullMarked;
