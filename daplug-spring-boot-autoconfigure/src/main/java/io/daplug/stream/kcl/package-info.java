/**
 * Streams of tables as source of changes, read with the Kinesis Client Library: several
 * instances of an application share the shards, and remember in a table how far they have
 * come. Knows that library alone.
 */
@NullMarked
package io.daplug.stream.kcl;

import org.jspecify.annotations.NullMarked;
