/**
 * Wiring of streams that are read with the Kinesis Client Library: properties, clients,
 * and what to do when a stream or the library is missing.
 */
@NullMarked
package io.daplug.autoconfigure.stream.kcl;

import org.jspecify.annotations.NullMarked;
