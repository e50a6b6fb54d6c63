/**
 * Proofs that take several processes: nothing of a table's changes is lost, whoever is
 * killed.
 */
@NullMarked
package io.daplug.proof;

import org.jspecify.annotations.NullMarked;
