/**
 * What becomes of the entries of batches.
 */
@NullMarked
package io.daplug.template.batch;

import org.jspecify.annotations.NullMarked;
