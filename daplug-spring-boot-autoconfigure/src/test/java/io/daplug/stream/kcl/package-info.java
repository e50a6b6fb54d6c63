/**
 * Tests of streams that are read with the Kinesis Client Library.
 */
@NullMarked
package io.daplug.stream.kcl;

import org.jspecify.annotations.NullMarked;
