/**
 * What Daplug costs: its reads and writes beside the low-level client and the Enhanced
 * Client without a network, its schema checks beside a validator, its batches beside a
 * loop by hand.
 */
@NullMarked
package io.daplug.benchmarks;

import org.jspecify.annotations.NullMarked;
