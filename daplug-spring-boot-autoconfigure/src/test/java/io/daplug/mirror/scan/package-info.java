/**
 * Tests of how tables are read for what is done with mirrors.
 */
@NullMarked
package io.daplug.mirror.scan;

import org.jspecify.annotations.NullMarked;
