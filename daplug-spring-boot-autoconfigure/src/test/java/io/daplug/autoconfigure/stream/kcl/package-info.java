/**
 * Tests of the wiring of streams that are read with the Kinesis Client Library.
 */
@NullMarked
package io.daplug.autoconfigure.stream.kcl;

import org.jspecify.annotations.NullMarked;
