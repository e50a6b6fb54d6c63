/**
 * The keyed queue: order per key, several keys at once, retries, and a limit on what
 * waits. Internal; used by the packages that hand changes on.
 */
@NullMarked
package io.daplug.queue;

import org.jspecify.annotations.NullMarked;
