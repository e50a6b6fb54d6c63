/**
 * How an update's patch is laid over the stored item. Knows attributes only: no keys, no
 * schemas, no tables.
 */
@NullMarked
package io.daplug.merge;

import org.jspecify.annotations.NullMarked;
