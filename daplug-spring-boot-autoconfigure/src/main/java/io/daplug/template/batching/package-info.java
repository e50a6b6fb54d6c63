/**
 * How batches are written: entries are prepared, put together into requests, sent by
 * several threads, and counted or listed by what became of them. Internal.
 */
@NullMarked
package io.daplug.template.batching;

import org.jspecify.annotations.NullMarked;
