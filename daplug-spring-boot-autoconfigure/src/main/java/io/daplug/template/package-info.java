/**
 * What callers work with: one template per table that shapes, guards, writes, reads and
 * announces. The operations interfaces are the contract, options are per call.
 */
@NullMarked
package io.daplug.template;

import org.jspecify.annotations.NullMarked;
